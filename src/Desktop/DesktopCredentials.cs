namespace Hindsight.Desktop;

/// <summary>The login on the target. Never printed, stored or sent anywhere but to the worker.</summary>
public sealed record DesktopCredentials(string User, string Domain, string Password)
{
    /// <summary>The user's name only.</summary>
    public override string ToString() => $"login {User}";
}
