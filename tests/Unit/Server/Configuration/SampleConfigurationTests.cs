using System.Text.RegularExpressions;
using Hindsight.Server.Configuration;
using Xunit;

namespace Hindsight.Unit.Server.Configuration;

public sealed partial class SampleConfigurationTests
{
    [Fact]
    public void The_sample_is_good() => Assert.Empty(ConfigurationFile.Read(SampleConfiguration.Create(), "/").Problems);

    [Fact]
    public void So_are_the_keys_in_its_comments()
    {
        using var directory = new TemporaryDirectory();
        var keys = CommentedKey().Replace(SampleConfiguration.Create().Replace("static_hosts: []", "static_hosts:", StringComparison.Ordinal), "$1$2");
        foreach (var file in new[] { "privkey.pem", "fullchain.pem", "desktop-ca.pem" })
        {
            File.WriteAllText(directory.File(file), "");
            keys = keys.Replace($"/etc/teleport/{file}", directory.File(file), StringComparison.Ordinal);
        }

        var result = ConfigurationFile.Read(keys, "/");
        Assert.Equal(["certificate_ca_file: certificate_sha256 decides already: keep one of them"], result.Problems.Select(p => p.Message[(p.Message.IndexOf("].", StringComparison.Ordinal) + 2)..]));
        Assert.Equal("accounting", Assert.Single(result.Configuration.DesktopService.StaticHosts).Name);
        Assert.Single(result.Configuration.Proxy.KeyPairs);
        Assert.Equal("example.com", result.Configuration.ClusterName);
    }

    // "# key: value", "# - key: value" and what is indented below the latter.
    [GeneratedRegex(@"^( *)# ((?:- |  )?[a-z_0-9]+:(?: .*)?)$", RegexOptions.Multiline)]
    private static partial Regex CommentedKey();
}
