using Hindsight.Desktop;
using Hindsight.Server.Configuration;
using Hindsight.Server.Desktops;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Hindsight.Unit.Server.Configuration;

public sealed class ConfigurationFileTests
{
    [Fact]
    public void Every_key_has_its_effect()
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in new[] { "key.pem", "cert.pem", "ca.pem" })
            File.WriteAllText(directory.File(file), "");
        var fingerprint = string.Join(':', Enumerable.Repeat("AB", 32));
        var result = ConfigurationFile.Read($$$"""
            version: v3
            teleport:
              nodename: gate
              data_dir: /data
              log: {output: server.log, severity: WARN, format: {output: json}}
              storage: {type: sqlite, path: /db/x.db, audit_events_uri: ["file:///log/events.json", "file:///log/", "stdout://"]}
            auth_service: {enabled: yes, cluster_name: example.com, session_recording: proxy-sync, proxy_checks_host_keys: no, authentication: {type: local, second_factor: off, default_session_ttl: 8h, disconnect_expired_cert: yes, locking_mode: strict}}
            proxy_service:
              enabled: "on"
              web_listen_addr: "[::1]:8443"
              public_addr: [a.example.com:8443, b.example.com]
              https_keypairs: [{key_file: key.pem, cert_file: cert.pem}]
            windows_desktop_service:
              enabled: true
              labels: {site: north}
              host_labels: [{match: '^192\.', labels: {net: lab}}]
              show_desktop_wallpaper: yes
              static_hosts:
              - {name: d1, addr: 192.0.2.1, ad: yes, labels: {env: prod, site: south}, graphics: thin-link, logins: [Administrator, 7], certificate_sha256: "{{{fingerprint}}}"}
              - addr: host.example.com:3390
                certificate_ca_file: ca.pem
            ssh_service: {enabled: no}
            kubernetes_service: {enabled: no}
            """, directory.Path);

        Assert.Empty(result.Problems);
        var configuration = result.Configuration;
        Assert.Equal(("gate", "/data", "/db/x.db", "example.com"), (configuration.NodeName, configuration.DataDirectory, configuration.DatabasePath, configuration.ClusterName));
        Assert.Equal(new LogConfiguration { Output = directory.File("server.log"), Severity = LogLevel.Warning, Json = true }, configuration.Log);
        Assert.Equal(SessionRecordingMode.ProxySync, configuration.Auth.SessionRecording);
        Assert.Equal(["/log/events.json", "/log/events.log", "stdout"], configuration.AuditPlaces);
        Assert.False(configuration.Auth.ProxyChecksHostKeys);
        Assert.Equal(new AuthenticationConfiguration { SecondFactors = SecondFactorPolicy.Off, DefaultSessionTtl = TimeSpan.FromHours(8), DisconnectExpiredCert = true, StrictLocking = true }, configuration.Auth.Authentication);
        Assert.Equal(["net=lab", "site=north"], new DesktopEntry(configuration.DesktopService.StaticHosts[0] with { Labels = new Dictionary<string, string>() }, configuration.DesktopService).Traits.Labels.Select(l => $"{l.Key}={l.Value}").Order());
        Assert.Equal(["site=north"], new DesktopEntry(configuration.DesktopService.StaticHosts[1], configuration.DesktopService).Traits.Labels.Select(l => $"{l.Key}={l.Value}"));
        Assert.Equal(new ListenAddress("::1", 8443), configuration.Proxy.WebListen);
        Assert.Equal([new ListenAddress("a.example.com", 8443), new ListenAddress("b.example.com", 443)], configuration.Proxy.PublicAddresses);
        Assert.Equal([new KeyPairFiles(directory.File("key.pem"), directory.File("cert.pem"))], configuration.Proxy.KeyPairs);
        var service = configuration.DesktopService;
        Assert.True(service is { Enabled: true, ShowWallpaper: true });
        Assert.Equal("north", service.Labels["site"]);
        var (first, second) = (service.StaticHosts[0], service.StaticHosts[1]);
        Assert.Equal(("d1", "192.0.2.1:3389", true, DesktopGraphics.ThinLink), (first.Name, first.Address.ToString(), first.ActiveDirectory, first.Graphics));
        Assert.Equal(["Administrator", "7"], first.Logins);
        Assert.Equal(string.Concat(Enumerable.Repeat("ab", 32)), first.CertificateSha256);
        Assert.Equal("prod", first.Labels["env"]);
        Assert.Equal(("host.example.com", 3390, directory.File("ca.pem")), (second.Name, second.Address.Port, second.CertificateAuthorityFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("version: v1\nteleport:\nauth_service: ~\n")]
    public void What_is_not_said_has_defaults(string text)
    {
        var result = ConfigurationFile.Read(text, "/");
        Assert.Empty(result.Problems);
        Assert.Null(result.Configuration.Auth.SessionRecording);
        Assert.Equal("0.0.0.0:3080", result.Configuration.Proxy.WebListen.ToString());
        Assert.Equal("/var/lib/teleport", result.Configuration.DataDirectory);
        Assert.False(result.Configuration.DesktopService.Enabled);
    }

    [Fact]
    public void All_faults_are_reported_at_once_with_their_places()
    {
        var result = ConfigurationFile.Read("""
            teleport:
              nodenmae: x
              data_dir: here
            auth_service:
              session_recording: of
              enabled: maybe
            windows_desktop_service:
              static_hosts:
              - name: a
              - {addr: b, graphics: sharp}
              - {addr: b}
              - just text
            surprise: 1
            """, "/");

        Assert.Equal(
            [(2, 3), (3, 13), (5, 22), (6, 12), (9, 5), (10, 25), (11, 5), (12, 5), (13, 1)],
            result.Problems.Select(p => (p.Line, p.Column)));
        Assert.Equal("unknown key \"nodenmae\" in teleport: did you mean nodename?", result.Problems[0].Message);
        Assert.EndsWith("did you mean off?", result.Problems[2].Message, StringComparison.Ordinal);
        Assert.Contains("lacks addr", result.Problems[4].Message, StringComparison.Ordinal);
        Assert.Contains("two desktops named b", result.Problems[6].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("teleport: {auth_token: x}", "joins none")]
    [InlineData("teleport: {storage: {type: etcd}}", "the database is sqlite")]
    [InlineData("teleport: {storage: {audit_sessions_uri: 's3://b'}}", "recordings are kept in data_dir")]
    [InlineData("teleport: {storage: {audit_events_uri: 'dynamodb://t'}}", "\"dynamodb://t\" is not supported: events are always in the database")]
    [InlineData("auth_service: {authentication: {type: saml}}", "users are local")]
    [InlineData("auth_service: {authentication: {default_session_ttl: long}}", "is not a length of time")]
    [InlineData("auth_service: {client_idle_timeout: 5m}", "in the options of a role")]
    [InlineData("windows_desktop_service: {host_labels: [{match: '('}]}", "is not a regular expression")]
    [InlineData("teleport: {log: {output: syslog}}", "use stderr")]
    [InlineData("auth_service: {enabled: no}", "needs it: write yes")]
    [InlineData("proxy_service: {acme: {enabled: yes}}", "https_keypairs")]
    [InlineData("windows_desktop_service: {ldap: {addr: x}}", "static_hosts")]
    [InlineData("ssh_service: {enabled: yes}", "SSH is not served yet")]
    [InlineData("db_service: {}", "does not exist in this server")]
    [InlineData("windows_desktop_service: {static_hosts: [{addr: a, certificate_sha256: 12}]}", "64 hexadecimal digits")]
    [InlineData("windows_desktop_service: {static_hosts: [{addr: 'a:0x1'}]}", "not a host with a port")]
    [InlineData("proxy_service: {https_keypairs: [{key_file: /none}]}", "not a file that exists")]
    [InlineData("proxy_service: {https_keypairs: [{key_file: /none}]}", "lacks cert_file")]
    [InlineData("auth_service: [1]", "must be a section")]
    [InlineData("auth_service: {cluster_name: {a: b}}", "must be a single value")]
    [InlineData("teleport: {nodename: a, nodename: b}", "is there twice")]
    public void What_can_not_be_done_is_refused_with_a_reason(string text, string reason) =>
        Assert.Contains(ConfigurationFile.Read(text, "/").Problems, p => p.Message.Contains(reason, StringComparison.Ordinal));

    [Theory]
    [InlineData("teleport: [", 2, "this is not YAML")]
    [InlineData("- a", 1, "must be sections")]
    [InlineData("a: 1\n---\nb: 1", 3, "second document")]
    [InlineData("teleport: *nothing", 1, "nothing is anchored")]
    [InlineData("? [a]\n: b", 1, "a key is a list")]
    public void What_is_not_such_a_file_is_named(string text, int line, string reason)
    {
        var problem = Assert.Single(ConfigurationFile.Read(text, "/").Problems);
        Assert.Equal(line, problem.Line);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Contains("nested deeper", Assert.Single(ConfigurationFile.Read(new string('[', 200_000), "/").Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void An_anchor_may_be_used_again() =>
        Assert.Equal(["x", "y"], ConfigurationFile.Read("""
            windows_desktop_service:
              static_hosts:
              - {addr: a, logins: &both [x, y]}
              - {addr: b, logins: *both}
            """, "/").Configuration.DesktopService.StaticHosts[1].Logins);
}
