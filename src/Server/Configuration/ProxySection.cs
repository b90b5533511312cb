namespace Hindsight.Server.Configuration;

/// <summary>Reads the section <c>proxy_service</c>.</summary>
internal static class ProxySection
{
    private const int WebPort = 3080;
    private const int PublicPort = 443;

    /// <summary>Reads it.</summary>
    internal static ProxyConfiguration Read(YamlSection section, string directory)
    {
        RefusedKeys.Refuse(section);
        ConfigurationFile.MustBeOn(section);
        var result = new ProxyConfiguration
        {
            WebListen = section.Parsed("web_listen_addr", text => ListenAddress.Parse(text, WebPort), "an address with a port, such as 0.0.0.0:3080") ?? new ListenAddress("0.0.0.0", WebPort),
            PublicAddresses = ReadPublic(section),
            KeyPairs = [.. section.Sections("https_keypairs").Select(pair => ReadPair(pair, directory)).OfType<KeyPairFiles>()],
        };
        section.Done();
        return result;
    }

    private static List<ListenAddress> ReadPublic(YamlSection section)
    {
        var addresses = new List<ListenAddress>();
        foreach (var text in section.Texts("public_addr"))
        {
            if (ListenAddress.Parse(text, PublicPort) is { } address)
                addresses.Add(address);
            else
                section.Fault("public_addr", $"{section.Path}.public_addr: \"{text}\" is not a name with a port, such as hindsight.example.com:443");
        }

        return addresses;
    }

    private static KeyPairFiles? ReadPair(YamlSection pair, string directory)
    {
        var key = ConfigurationFile.ExistingFile(pair, "key_file", directory, required: true);
        var certificate = ConfigurationFile.ExistingFile(pair, "cert_file", directory, required: true);
        pair.Done();
        return key is null || certificate is null ? null : new KeyPairFiles(key, certificate);
    }
}
