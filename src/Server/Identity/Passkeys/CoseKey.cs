using System.Security.Cryptography;

namespace Hindsight.Server.Identity.Passkeys;

/// <summary>A passkey's public key (RFC 9053), of the three kinds that are asked for.</summary>
internal sealed class CoseKey
{
    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    internal const int Es256 = -7;

    /// <summary>Ed25519.</summary>
    internal const int EdDsa = -8;

    /// <summary>RSA (PKCS #1 1.5) with SHA-256.</summary>
    internal const int Rs256 = -257;

    /// <summary>What is asked for, the best first.</summary>
    internal static readonly IReadOnlyList<int> Algorithms = [Es256, EdDsa, Rs256];

    private const int LongestModulus = 512;
    private const int ShortestModulus = 256;
    private const int LongestExponent = 4;

    private readonly byte[] _x;
    private readonly byte[] _y;

    private CoseKey(int algorithm, byte[] x, byte[] y) => (Algorithm, _x, _y) = (algorithm, x, y);

    /// <summary>Which of the three.</summary>
    internal int Algorithm { get; }

    /// <summary>Reads a key and gives the number of its bytes; null when it is none that can be used.</summary>
    internal static CoseKey? Read(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        var reader = new CborReader(bytes);
        if (!reader.TryReadMap(out var pairs))
            return null;
        var numbers = new Dictionary<long, long>();
        var strings = new Dictionary<long, byte[]>();
        for (var i = 0; i < pairs; i++)
        {
            if (!reader.TryReadInteger(out var label) || numbers.ContainsKey(label) || strings.ContainsKey(label))
                return null;
            if (reader.IsBytes && label is -1 or -2 or -3)
            {
                if (!reader.TryReadBytes(out var value) || value.Length > LongestModulus)
                    return null;
                strings[label] = value.ToArray();
            }
            else if (label is 1 or 3 or -1)
            {
                if (!reader.TryReadInteger(out var number))
                    return null;
                numbers[label] = number;
            }
            else if (!reader.TrySkip())
            {
                return null;
            }
        }

        length = bytes.Length - reader.Left;
        var key = Make(numbers, strings);
        return key is not null && key.IsUsable() ? key : null;
    }

    /// <summary>Whether a signature over the data is this key's.</summary>
    internal bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        switch (Algorithm)
        {
            case Es256:
                using (var key = Ecdsa())
                    return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            case Rs256:
                using (var key = Rsa())
                    return key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            default:
                return Ed25519.Verifies(_x, data.ToArray(), signature.ToArray());
        }
    }

    private static CoseKey? Make(Dictionary<long, long> numbers, Dictionary<long, byte[]> strings)
    {
        var type = numbers.GetValueOrDefault(1);
        var curve = numbers.GetValueOrDefault(-1);
        var (first, second, third) = (strings.GetValueOrDefault(-1), strings.GetValueOrDefault(-2), strings.GetValueOrDefault(-3));
        return (type, numbers.GetValueOrDefault(3)) switch
        {
            (2, Es256) when curve == 1 && second?.Length == 32 && third?.Length == 32 => new CoseKey(Es256, second, third),
            (1, EdDsa) when curve == 6 && second?.Length == 32 => new CoseKey(EdDsa, second, []),
            (3, Rs256) when first?.Length is >= ShortestModulus and <= LongestModulus && second?.Length is > 0 and <= LongestExponent => new CoseKey(Rs256, first, second),
            _ => null,
        };
    }

    /// <summary>Whether the numbers are a key at all: a point that is on the curve.</summary>
    private bool IsUsable()
    {
        try
        {
            using AsymmetricAlgorithm? key = Algorithm switch { Es256 => Ecdsa(), Rs256 => Rsa(), _ => null };
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private ECDsa Ecdsa() => ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = _x, Y = _y } });

    private RSA Rsa() => RSA.Create(new RSAParameters { Modulus = _x, Exponent = _y });
}
