namespace Hindsight.Server.Access;

/// <summary>Yes or no, and the rule that decided it; a no to a person is a sentence that says what to do.</summary>
internal sealed record AccessDecision(bool Allowed, string Rule);

/// <summary>Whether a session is recorded, and the rule that decided it, to be read after "because".</summary>
internal sealed record RecordDecision(bool On, string Rule);

/// <summary>Which recordings somebody may see.</summary>
internal enum RecordingsScope
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those of sessions of their own.</summary>
    Own,

    /// <summary>All.</summary>
    All,
}

/// <summary>Which recordings somebody may see, and the rule that decided it.</summary>
internal sealed record RecordingsDecision(RecordingsScope Scope, string Rule);
