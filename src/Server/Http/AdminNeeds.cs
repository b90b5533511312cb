namespace Hindsight.Server.Http;

/// <summary>
/// What the roles of a person who is not at the local socket must allow for an endpoint of administration: one of the
/// verbs on the kind, or on some of them if the endpoint leaves out the others. Without a kind signing in is enough. An
/// endpoint that says nothing is not there for them.
/// </summary>
internal sealed record AdminNeeds(string? Kind, IReadOnlyList<string> Verbs, bool OnSome = false);

/// <summary>Marks endpoints of administration that may be reached from elsewhere.</summary>
internal static class AdminNeedsEndpoints
{
    /// <summary>One of the verbs on a kind; several marks must all be met.</summary>
    internal static TBuilder Needs<TBuilder>(this TBuilder builder, string kind, params string[] verbs)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AdminNeeds(kind, verbs));

    /// <summary>One of the verbs on some of a kind; the endpoint itself leaves out the others.</summary>
    internal static TBuilder NeedsOnSome<TBuilder>(this TBuilder builder, string kind, params string[] verbs)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AdminNeeds(kind, verbs, OnSome: true));

    /// <summary>Nothing but signing in.</summary>
    internal static TBuilder NeedsSigningIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AdminNeeds(null, []));
}
