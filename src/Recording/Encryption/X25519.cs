using System.Runtime.InteropServices;

namespace Hindsight.Recording.Encryption;

/// <summary>The curve of RFC 7748, through libsodium: the framework does not have it. Functions of their arguments, nothing else.</summary>
internal static class X25519
{
    /// <summary>Bytes of a scalar and of a point.</summary>
    public const int Length = 32;

    private const string Library = "libsodium.so.23";

    private static readonly byte[] BasePoint = [9, .. new byte[Length - 1]];

    /// <summary>The public key of a private one.</summary>
    public static byte[] PublicKey(ReadOnlySpan<byte> scalar) => Multiply(scalar, BasePoint) ?? throw new ArgumentException("the private key is not usable", nameof(scalar));

    /// <summary>What two sides share; null if the other side's point leads to nothing secret.</summary>
    public static byte[]? Multiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scalar.Length, Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(point.Length, Length);
        var shared = new byte[Length];
        return crypto_scalarmult_curve25519(shared, scalar.ToArray(), point.ToArray()) == 0 ? shared : null;
    }

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int crypto_scalarmult_curve25519([Out] byte[] shared, [In] byte[] scalar, [In] byte[] point);
}
