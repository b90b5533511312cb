using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Packaging;

/// <summary>The Debian package on a copy of this system.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task A_package_installs_starts_and_goes_without_a_trace()
    {
        var dist = Repository.File("dist");
        var package = Directory.Exists(dist) ? Directory.GetFiles(dist, "*.deb").FirstOrDefault() : null;
        Requirement.Met(package is null ? "there is no package in dist/: scripts/package.sh makes it" : null);
        Requirement.Met(Environment.IsPrivilegedProcess ? null : "installing a package needs root");
        Requirement.Met(Requirement.Programs("dpkg", "unshare", "setpriv", "ip"));
        var run = await ProgramRun.ToEndAsync(Repository.File("tests", "EndToEnd", "Packaging", "install.sh"), [package!], limit: TimeSpan.FromMinutes(6));
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal("installed\nprograms, completions, man pages, unit\nserver and desktop worker\nremoved\npurged\n", run.Output);
    }
}
