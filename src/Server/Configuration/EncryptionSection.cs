using Hindsight.Recording.Encryption;

namespace Hindsight.Server.Configuration;

/// <summary>Reads the section <c>auth_service.session_recording_config</c>.</summary>
internal static class EncryptionSection
{
    /// <summary>Reads it.</summary>
    internal static RecordingEncryptionConfiguration Read(YamlSection section)
    {
        var encryption = section.Section("encryption");
        encryption.Refuse("manual_key_management", "the cluster keeps its own key, and others may read recordings as recipients: remove the key");
        var result = new RecordingEncryptionConfiguration
        {
            Enabled = encryption.Flag("enabled", false),
            Recipients = ReadRecipients(encryption),
        };
        encryption.Done();
        section.Done();
        return result;
    }

    private static List<string> ReadRecipients(YamlSection section)
    {
        var recipients = new List<string>();
        foreach (var text in section.Texts("recipients"))
        {
            if (X25519Recipient.TryParse(text) is not null)
                recipients.Add(text);
            else
                section.Fault("recipients", $"{section.Path}.recipients: \"{text}\" is not a public key of age's, such as age-keygen prints (age1…)");
        }

        if (recipients.Count > MostRecipients)
            section.Fault("recipients", $"{section.Path}.recipients: at most {MostRecipients} are possible");
        return recipients;
    }

    // The wrapped keys have room for 32, of which the cluster's own is one.
    private const int MostRecipients = 16;
}
