namespace Hindsight.Server.Configuration;

/// <summary>Something wrong in a configuration file, and where; both numbers count from 1.</summary>
internal sealed record ConfigurationProblem(int Line, int Column, string Message);

/// <summary>What a configuration file says, and everything that is wrong with it.</summary>
/// <param name="Configuration">Only to be used when there are no problems.</param>
/// <param name="Problems">In the order of the file.</param>
internal sealed record ConfigurationResult(ServerConfiguration Configuration, IReadOnlyList<ConfigurationProblem> Problems);
