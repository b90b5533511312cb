using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hindsight.Server.Identity.Passkeys;

namespace Hindsight.Unit.Server.Identity.Passkeys;

/// <summary>A browser with an authenticator, as far as the server sees them; every part of an answer can be made wrong.</summary>
internal sealed class SoftwareAuthenticator(int algorithm = CoseKey.Es256) : IDisposable
{
    private const byte Present = 1;
    private const byte Verified = 4;
    private const byte HasCredential = 0x40;

    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA _rsa = RSA.Create(2048);

    public byte[] CredentialId { get; } = RandomNumberGenerator.GetBytes(32);

    public string RpId { get; set; } = "localhost";

    public string Origin { get; set; } = "https://localhost";

    public uint Count { get; set; }

    public byte Flags { get; set; } = Present | Verified;

    public string? UserHandle { get; set; }

    public string Id => Base64Url.EncodeToString(CredentialId);

    public byte[] Client(string type, string challenge, string more = "") =>
        Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","challenge":"{{challenge}}","origin":"{{Origin}}"{{more}}}""");

    /// <summary>Makes the passkey.</summary>
    public byte[] Attestation()
    {
        byte[] data = [.. Head((byte)(Flags | HasCredential)), .. new byte[16], 0, (byte)CredentialId.Length, .. CredentialId, .. PublicKey()];
        // {"fmt": "none", "attStmt": {}, "authData": data}
        return [0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xa0, 0x68, .. "authData"u8, 0x59, (byte)(data.Length >> 8), (byte)data.Length, .. data];
    }

    public byte[] PublicKey()
    {
        if (algorithm == CoseKey.Es256)
        {
            var point = _ec.ExportParameters(false).Q;
            return [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        }

        var numbers = _rsa.ExportParameters(false);
        return [0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0, .. numbers.Modulus!, 0x21, 0x43, .. numbers.Exponent!];
    }

    public byte[] Data() => Head(Flags);

    public byte[] Sign(byte[] client, byte[] data)
    {
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return algorithm == CoseKey.Es256
            ? _ec.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            : _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>The answer to the options of a creation, as a page sends it.</summary>
    public JsonObject Make(JsonNode options)
    {
        UserHandle = (string)options["user"]!["id"]!;
        return new JsonObject
        {
            ["clientData"] = Base64Url.EncodeToString(Client(ClientData.Create, (string)options["challenge"]!)),
            ["attestation"] = Base64Url.EncodeToString(Attestation()),
        };
    }

    /// <summary>The answer to the options of a request, as a page sends it.</summary>
    public JsonObject Answer(JsonNode options)
    {
        Count++;
        var client = Client(ClientData.Get, (string)options["challenge"]!, ",\"crossOrigin\":false");
        var data = Data();
        return new JsonObject
        {
            ["id"] = Id,
            ["clientData"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(Sign(client, data)),
            ["userHandle"] = UserHandle,
        };
    }

    public void Dispose()
    {
        _ec.Dispose();
        _rsa.Dispose();
    }

    private byte[] Head(byte flags)
    {
        var head = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(RpId)).CopyTo(head, 0);
        head[32] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(33), Count);
        return head;
    }
}
