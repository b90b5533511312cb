using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Http;
using Hindsight.Server.Identity.Passkeys;

namespace Hindsight.Server.Identity.Factors;

/// <summary>The second step of a sign-in: <c>factor</c> to show one, <c>add</c> to add one; and why passkeys don't work on this page.</summary>
internal sealed record SecondStepAnswer(string Step, string Attempt, bool Otp, bool Passkey, string? PasskeyProblem)
{
    /// <summary>The step alone.</summary>
    public override string ToString() => Step;
}

/// <summary>A new secret: as people type it, and the rows of its QR code.</summary>
internal sealed record OtpSecret(string Secret, IReadOnlyList<string> Qr)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "secret";
}

/// <summary>A sign-in to go on with.</summary>
internal sealed record AttemptRequest(string? Attempt)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "sign-in";
}

/// <summary>The code of an authenticator app.</summary>
internal sealed record CodeRequest(string? Attempt, string? Code)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "code";
}

/// <summary>An app to be added: its name, and the code it shows; with the sign-in when it belongs to one.</summary>
internal sealed record AddOtpRequest(string? Attempt, string? Name, string? Code)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => $"app {Name}";
}

/// <summary>A passkey to be added; with the sign-in when it belongs to one.</summary>
internal sealed record AddPasskeyRequest(string? Attempt, string? Name, NewPasskey? Passkey)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => $"passkey {Name}";
}

/// <summary>What passkeys are asked for.</summary>
internal sealed record PasskeyAsked(string Attempt, PasskeyRequest Passkey)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "passkey asked";
}

/// <summary>What a passkey signed; <see cref="Nameless"/> when it stands for name and password too.</summary>
internal sealed record PasskeyShown(string? Attempt, bool Nameless, PasskeyAnswer? Passkey)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "passkey";
}

/// <summary>One's present password.</summary>
internal sealed record PasswordRequest(string? Password)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "password";
}

[JsonSerializable(typeof(SecondStepAnswer))]
[JsonSerializable(typeof(OtpSecret))]
[JsonSerializable(typeof(AttemptRequest))]
[JsonSerializable(typeof(CodeRequest))]
[JsonSerializable(typeof(AddOtpRequest))]
[JsonSerializable(typeof(AddPasskeyRequest))]
[JsonSerializable(typeof(PasskeyAsked))]
[JsonSerializable(typeof(PasskeyShown))]
[JsonSerializable(typeof(PasskeyCreation))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(Rfc3339.Converter)])]
internal sealed partial class FactorJson : JsonSerializerContext;
