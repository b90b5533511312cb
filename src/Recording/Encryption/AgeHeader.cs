using System.Security.Cryptography;
using System.Text;

namespace Hindsight.Recording.Encryption;

/// <summary>The textual part of an age file; <see cref="Length"/> is its bytes.</summary>
internal sealed class AgeHeader
{
    private const string Intro = "age-encryption.org/v1";
    private const string Footer = "---";
    private const int Columns = 64;

    private readonly byte[] _signed;
    private readonly byte[] _mac;

    private AgeHeader(IReadOnlyList<AgeStanza> stanzas, byte[] signed, byte[] mac, int length) =>
        (Stanzas, _signed, _mac, Length) = (stanzas, signed, mac, length);

    public IReadOnlyList<AgeStanza> Stanzas { get; }

    public int Length { get; }

    /// <summary>Whether this header was made with <paramref name="fileKey"/> and not changed since.</summary>
    public bool IsOf(byte[] fileKey) => CryptographicOperations.FixedTimeEquals(Mac(fileKey, _signed), _mac);

    public static byte[] Write(IReadOnlyList<AgeStanza> stanzas, byte[] fileKey)
    {
        var text = new StringBuilder(Intro).Append('\n');
        foreach (var stanza in stanzas)
        {
            text.Append("-> ").AppendJoin(' ', stanza.Arguments).Append('\n');
            var body = AgeFile.ToBase64(stanza.Body.Span);
            // The last line is shorter than a whole one, be it empty.
            for (var at = 0; at <= body.Length; at += Columns)
                text.Append(body.AsSpan(at, Math.Min(Columns, body.Length - at))).Append('\n');
        }

        var signed = Encoding.ASCII.GetBytes(text.Append(Footer).ToString());
        return [.. signed, .. Encoding.ASCII.GetBytes($" {AgeFile.ToBase64(Mac(fileKey, signed))}\n")];
    }

    public static AgeHeader? TryRead(ReadOnlySpan<byte> file)
    {
        var lines = new LineReader(file);
        if (lines.Next() != Intro)
            return null;
        var stanzas = new List<AgeStanza>();
        while (lines.Next() is { } line)
        {
            if (line.StartsWith(Footer + ' ', StringComparison.Ordinal))
            {
                var signed = file[..(lines.Position - line.Length - 1 + Footer.Length)].ToArray();
                return AgeFile.FromBase64(line[(Footer.Length + 1)..]) is { Length: 32 } mac ? new AgeHeader(stanzas, signed, mac, lines.Position) : null;
            }

            if (stanzas.Count == AgeFile.MaxRecipients || ReadStanza(line, ref lines) is not { } stanza)
                return null;
            stanzas.Add(stanza);
        }

        return null;
    }

    private static AgeStanza? ReadStanza(string first, ref LineReader lines)
    {
        var arguments = first.Split(' ');
        if (arguments.Length < 2 || arguments[0] != "->" || arguments.Any(a => a.Length == 0))
            return null;
        var body = new StringBuilder();
        while (lines.Next() is { Length: <= Columns } line)
        {
            body.Append(line);
            if (line.Length < Columns)
                return AgeFile.FromBase64(body.ToString()) is { } bytes ? new AgeStanza(arguments[1..], bytes) : null;
        }

        return null;
    }

    private static byte[] Mac(byte[] fileKey, byte[] signed) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, 32, [], Encoding.ASCII.GetBytes("header")), signed);

    /// <summary>Lines of printable ASCII, each ended by a line feed.</summary>
    private ref struct LineReader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public int Position { get; private set; }

        public string? Next()
        {
            var rest = _bytes[Position..];
            var length = rest.IndexOf((byte)'\n');
            if (length < 0 || rest[..length].ContainsAnyExceptInRange((byte)' ', (byte)'~'))
                return null;
            Position += length + 1;
            return Encoding.ASCII.GetString(rest[..length]);
        }
    }
}
