namespace Hindsight.Server.Access;

/// <summary>What rules look at in a desktop.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Logins">The logins it allows; empty for any.</param>
internal sealed record DesktopTraits(string Name, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Logins);
