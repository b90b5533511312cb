using Hindsight.Server.Configuration;
using Xunit;

namespace Hindsight.Unit.Server.Configuration;

public sealed class EncryptionSectionTests
{
    private const string Recipient = "age1lkt7m80qfl7jp0wyfygfkkhgmzypp2glp69394scete8ycgv4gxq25r885";

    [Fact]
    public void Recordings_are_encrypted_only_when_it_says_so()
    {
        Assert.False(ConfigurationFile.Read("auth_service: {}", "/").Configuration.Auth.Encryption.Enabled);
        var result = ConfigurationFile.Read($"auth_service: {{session_recording_config: {{encryption: {{enabled: yes, recipients: [{Recipient}]}}}}}}", "/");
        Assert.Empty(result.Problems);
        Assert.True(result.Configuration.Auth.Encryption.Enabled);
        Assert.Equal([Recipient], result.Configuration.Auth.Encryption.Recipients);
    }

    [Theory]
    [InlineData("{enabled: yes, recipients: [age1no]}", "is not a public key of age's")]
    [InlineData("{enabled: yes, manual_key_management: {}}", "the cluster keeps its own key")]
    [InlineData("{enable: yes}", "unknown key \"enable\"")]
    public void Faults_are_named(string encryption, string reason)
    {
        var problem = Assert.Single(ConfigurationFile.Read($"auth_service: {{session_recording_config: {{encryption: {encryption}}}}}", "/").Problems);
        Assert.Contains(reason, problem.Message, StringComparison.OrdinalIgnoreCase);
    }
}
