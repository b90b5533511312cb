namespace Hindsight.Server.Configuration;

/// <summary>Which second factors count, and whether everybody must have one.</summary>
internal sealed record SecondFactorPolicy(bool Otp, bool Passkeys, bool Required)
{
    /// <summary>Passwords alone.</summary>
    internal static readonly SecondFactorPolicy Off = new(Otp: false, Passkeys: false, Required: false);

    /// <summary>Who has a factor is asked for it. What holds when nobody says: a new server must be usable before anybody has one.</summary>
    internal static readonly SecondFactorPolicy Optional = new(Otp: true, Passkeys: true, Required: false);

    /// <summary>Whether factors mean anything.</summary>
    internal bool IsOn => Otp || Passkeys;

    /// <summary>The list that Teleport would have in <c>second_factors</c>; null for what only <c>second_factor</c> can say.</summary>
    internal IReadOnlyList<string>? Names =>
        !Required ? null : (Otp, Passkeys) switch { (true, true) => ["otp", "webauthn"], (true, false) => ["otp"], _ => ["webauthn"] };

    /// <summary>Reads <c>second_factors</c> or the older <c>second_factor</c>; null when neither is there.</summary>
    internal static SecondFactorPolicy? Read(YamlSection section)
    {
        SecondFactorPolicy? older = null;
        section.Text("second_factor", text => (older = Older(text)) is null ? $"\"{text}\" is not one of off, optional, on, otp, webauthn" : null);
        var names = section.Texts("second_factors");
        if (!section.Has("second_factors"))
            return older;
        if (section.Has("second_factor"))
            section.Fault("second_factors", $"{section.Path}.second_factors and second_factor are both there: keep one");
        if (names is ["off"])
            return Off;
        if (names.Count == 0)
            section.Fault("second_factors", $"{section.Path}.second_factors is empty: name otp, webauthn or both, or write second_factor: off");
        foreach (var name in names.Where(n => n is not ("otp" or "webauthn")))
        {
            section.Fault("second_factors", name == "sso"
                ? $"{section.Path}.second_factors: \"sso\" is not supported: users are local"
                : $"{section.Path}.second_factors: \"{name}\" is not one of otp, webauthn{DidYouMean.Hint(name, ["otp", "webauthn"])}");
        }

        return new SecondFactorPolicy(names.Contains("otp"), names.Contains("webauthn"), Required: true);
    }

    private static SecondFactorPolicy? Older(string text) => text.ToLowerInvariant() switch
    {
        "off" or "no" or "false" => Off,
        "optional" => Optional,
        "on" or "yes" or "true" => new SecondFactorPolicy(Otp: true, Passkeys: true, Required: true),
        "otp" => new SecondFactorPolicy(Otp: true, Passkeys: false, Required: true),
        "webauthn" => new SecondFactorPolicy(Otp: false, Passkeys: true, Required: true),
        _ => null,
    };
}
