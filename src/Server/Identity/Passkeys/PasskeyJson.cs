namespace Hindsight.Server.Identity.Passkeys;

/// <summary>The options of <c>navigator.credentials.get</c>; bytes are base64url.</summary>
internal sealed record PasskeyRequest(string Challenge, string RpId, string UserVerification, int Timeout, IReadOnlyList<PasskeyDescriptor> AllowCredentials);

/// <summary>The options of <c>navigator.credentials.create</c>; bytes are base64url.</summary>
internal sealed record PasskeyCreation(
    string Challenge, PasskeyParty Rp, PasskeyUser User, IReadOnlyList<PasskeyAlgorithm> PubKeyCredParams, int Timeout, string Attestation,
    IReadOnlyList<PasskeyDescriptor> ExcludeCredentials, PasskeySelection AuthenticatorSelection);

/// <summary>A passkey by its id.</summary>
internal sealed record PasskeyDescriptor(string Type, string Id);

/// <summary>The server, as authenticators call it.</summary>
internal sealed record PasskeyParty(string Id, string Name);

/// <summary>The person, as authenticators call them.</summary>
internal sealed record PasskeyUser(string Id, string Name, string DisplayName);

/// <summary>A kind of key that is taken.</summary>
internal sealed record PasskeyAlgorithm(string Type, int Alg);

/// <summary>What the authenticator should be able to do.</summary>
internal sealed record PasskeySelection(string ResidentKey, string UserVerification);

/// <summary>A new passkey, as the browser gives it; bytes are base64url.</summary>
internal sealed record NewPasskey(string? ClientData, string? Attestation);

/// <summary>What a passkey signed, as the browser gives it; bytes are base64url.</summary>
internal sealed record PasskeyAnswer(string? Id, string? ClientData, string? AuthenticatorData, string? Signature, string? UserHandle);
