namespace Hindsight.Server.Identity;

/// <summary>Marks what may be reached without signing in. Everything else may not.</summary>
internal sealed class WithoutSignInMetadata
{
    internal static readonly WithoutSignInMetadata Instance = new();
}

/// <summary>Marks endpoints.</summary>
internal static class OpenEndpoints
{
    /// <summary>Opens an endpoint, or a group of them, to everybody.</summary>
    internal static TBuilder WithoutSignIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(WithoutSignInMetadata.Instance);
}
