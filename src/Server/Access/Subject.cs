namespace Hindsight.Server.Access;

/// <summary>Who asks: a user's name and roles as they were when the request came in.</summary>
internal sealed record Subject(string User, IReadOnlyList<string> Roles);
