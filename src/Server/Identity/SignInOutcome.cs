namespace Hindsight.Server.Identity;

/// <summary>How a step of a sign-in went.</summary>
internal abstract record SignInOutcome
{
    /// <summary>The cookie opens a session.</summary>
    internal sealed record Welcome(User User, string Cookie) : SignInOutcome;

    /// <summary>The password is right, and a factor must be shown too.</summary>
    internal sealed record FactorNeeded(string Attempt, bool Otp, bool Passkey) : SignInOutcome;

    /// <summary>What was shown is right, and a factor must be added before anything else.</summary>
    internal sealed record FactorMissing(string Attempt) : SignInOutcome;

    /// <summary>Wrong name or password; which of them is not told.</summary>
    internal sealed record Refused : SignInOutcome;

    /// <summary>The second step went wrong.</summary>
    internal sealed record WrongFactor(string Code, string Sentence) : SignInOutcome;

    /// <summary>All that was shown is right, and an administrator has locked the person out.</summary>
    internal sealed record Locked(string Sentence) : SignInOutcome;

    /// <summary>Too many failures.</summary>
    internal sealed record Later(TimeSpan Wait) : SignInOutcome;

    /// <summary>The sign-in took too long, or something it began with has changed.</summary>
    internal static WrongFactor Over => new("sign_in_over", "This sign-in has ended, because it took too long or was finished elsewhere: begin again.");
}
