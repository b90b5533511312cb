using Hindsight.Server.Resources;
using Hindsight.Server.Resources.Predicates;

namespace Hindsight.Server.Access;

/// <summary>Yes or no, and the rule that decided it; a no to a person is a sentence that says what to do.</summary>
internal sealed record AccessDecision(bool Allowed, string Rule);

/// <summary>A value, and the rule that decided it.</summary>
internal sealed record Decided<T>(T Value, string Rule);

/// <summary>What one role has to do with a decision.</summary>
internal sealed record RolePart(string Role, string Says);

/// <summary>Whether a session is recorded, and the rule that decided it, to be read after "because".</summary>
/// <param name="On">Whether it is.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Strictness">What happens when it can't be.</param>
/// <param name="Parts">Each role's part in it.</param>
internal sealed record RecordDecision(bool On, string Rule, Decided<Strictness> Strictness, IReadOnlyList<RolePart> Parts);

/// <summary>The logins somebody may use on a desktop.</summary>
/// <param name="Any">Whether any may be typed.</param>
/// <param name="Names">Those that may be, when not any may.</param>
/// <param name="Rule">The rule that decided it.</param>
internal sealed record LoginsDecision(bool Any, IReadOnlyList<string> Names, string Rule)
{
    /// <summary>Whether there is one.</summary>
    internal bool None => !Any && Names.Count == 0;
}

/// <summary>Which recordings somebody may see, and the rule that decided it.</summary>
/// <param name="Filter">The condition on sessions; what is known of the person is in place.</param>
/// <param name="Rule">The rule.</param>
internal sealed record RecordingsDecision(Expression Filter, string Rule)
{
    /// <summary>Whether there can't be any.</summary>
    internal bool None => Filter is Expression.Constant { Value: false };
}

/// <summary>The bounds of somebody's sessions.</summary>
/// <param name="SignIn">How long a sign-in lasts; null for the server's own bound.</param>
/// <param name="Idle">How long a session may be without input; null for ever.</param>
/// <param name="EndsWithSignIn">Whether a session ends when the sign-in expires.</param>
/// <param name="Sessions">Sessions at once; 0 for any number.</param>
internal sealed record SessionLimits(Decided<TimeSpan?> SignIn, Decided<TimeSpan?> Idle, Decided<bool> EndsWithSignIn, Decided<int> Sessions);
