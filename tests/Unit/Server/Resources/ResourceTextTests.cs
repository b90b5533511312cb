using Hindsight.Server.Resources;
using Xunit;

namespace Hindsight.Unit.Server.Resources;

public sealed class ResourceTextTests
{
    [Fact]
    public void Three_mistakes_are_three_faults_with_their_places()
    {
        var (resources, problems) = ResourceText.Read(
            """
            kind: role
            version: v7
            metadata:
              name: ops
            spec:
              options:
                max_session_ttl: soon
                record_session:
                  desktop: perhaps
              allow:
                rules:
                - resources: [sesion]
                  verbs: [list]
            """);
        Assert.Empty(resources);
        Assert.Equal([(7, 22), (9, 16), (12, 18)], problems.Select(p => (p.Line, p.Column)));
        Assert.StartsWith("spec.options.max_session_ttl: \"soon\" is not a length of time", problems[0].Message, StringComparison.Ordinal);
        Assert.Equal("spec.options.record_session.desktop: \"perhaps\" is neither yes nor no", problems[1].Message);
        Assert.Equal("spec.allow.rules[0].resources: there is no kind \"sesion\": did you mean session?", problems[2].Message);
    }

    [Theory]
    [InlineData("kind: rol", "\"rol\" is not a kind of resource")]
    [InlineData("version: v7", "it lacks kind")]
    [InlineData("kind: role\nversion: v2\nmetadata: {name: x}", "\"v2\" is not one of v3, v4, v5, v6, v7, v8")]
    [InlineData("kind: role\nmetadata: {name: x}", "it lacks version")]
    [InlineData("kind: role\nversion: v7\nmetadata: {}", "the role lacks metadata.name")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: ../x}", "\"../x\" is not 1 to 128 letters")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: x, labls: {}}", "unknown key \"labls\" in metadata: did you mean labels?")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: x}\nspec: {options: {record_session: {desktopp: yes}}}", "unknown key \"desktopp\" in spec.options.record_session: did you mean desktop?")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: x}\nspec: {options: {desktop_directory_sharing: yes}}", "directories are not shared with desktops: write no")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: x}\nspec: {allow: {kubernetes_labels: {}}}", "Kubernetes is not served: remove the key")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: x}\nspec: {allow: {windows_desktop_logins: ['{{internal.a']}}", "is no template")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: x}\nspec: {allow: {windows_desktop_labels: {env: '^(a$'}}}", "is no regular expression")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: x}\nspec: {allow: {windows_desktop_labels: {'*': 'x'}}}", "goes with the value \"*\" only")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: x}\nspec: {allow: {rules: [{resources: [session], verbs: [look]}]}}", "there is no verb \"look\"")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: x}\nspec: {allow: {rules: [{resources: [session], verbs: [list], where: 'contains('}]}}", "spec.allow.rules[0].where: here is the end")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: x}\nspec: {options: {max_sessions: -1}}", "\"-1\" is not a whole number from 0")]
    [InlineData("kind: session_recording_config\nversion: v2\nspec: {mode: sometimes}", "\"sometimes\" is not one of node, node-sync, proxy, proxy-sync, off")]
    [InlineData("kind: session_recording_config\nversion: v2\nmetadata: {name: mine}\nspec: {mode: off}", "the only one there is has the name session-recording-config")]
    [InlineData("kind: lock\nversion: v2\nmetadata: {name: x}\nspec: {target: {}}", "spec.target names nothing")]
    [InlineData("kind: lock\nversion: v2\nmetadata: {name: x}\nspec: {target: {mfa_device: y}}", "devices are not told apart: lock the user")]
    [InlineData("kind: user\nversion: v2\nmetadata: {name: x}\nspec: {}", "spec lacks roles")]
    [InlineData("kind: windows_desktop\nversion: v3\nmetadata: {name: x}\nspec: {}", "spec lacks addr")]
    [InlineData("kind: windows_desktop\nversion: v3\nmetadata: {name: x}\nspec: {addr: 'a:b'}", "is not a host with a port")]
    [InlineData("kind: token\nversion: v2\nmetadata: {name: x}\nspec: {roles: [King]}", "there is no service King here")]
    [InlineData("kind: cluster_auth_preference\nversion: v2\nspec: {type: saml}", "users are local")]
    [InlineData("- 1", "a resource has the keys kind, version, metadata and spec")]
    [InlineData("{\"kind\": \"role\",}", "this is not JSON")]
    [InlineData("kind: [", "this is not YAML")]
    [InlineData("", "there is nothing in it")]
    public void Every_fault_has_a_sentence(string text, string sentence)
    {
        var (resources, problems) = ResourceText.Read(text);
        Assert.Empty(resources);
        Assert.Contains(problems, p => p.Message.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Several_documents_and_json_lists_are_several_resources()
    {
        const string yaml = "kind: token\nversion: v2\nmetadata: {name: a}\nspec: {roles: [node]}\n---\n---\nkind: token\nversion: v2\nmetadata: {name: b}\nspec: {roles: [windowsdesktop]}\n";
        Assert.Equal(["a", "b"], ResourceText.Read(yaml).Resources.Select(r => r.Resource.Name));
        const string json = """[{"kind": "token", "version": "v2", "metadata": {"name": "c"}, "spec": {"roles": ["Node"]}}]""";
        Assert.Equal("Node", Assert.IsType<JoinToken>(Assert.Single(ResourceText.Read(json).Resources).Resource).Types.Single());
        var (_, problems) = ResourceText.Read("{\n  \"kind\": \"token\",\n  \"verzion\": \"v2\"}");
        Assert.Contains(problems, p => (p.Line, p.Column) == (3, 3) && p.Message.Contains("verzion", StringComparison.Ordinal));
    }

    public static TheoryData<string> Samples =>
    [
        "kind: role\nversion: v5\nmetadata:\n  name: all\n  description: \"yes\"\n  labels:\n    team: ops\nspec:\n  options:\n    client_idle_timeout: 1h30m\n    desktop_clipboard: false\n    disconnect_expired_cert: true\n    lock: strict\n    max_connections: 2\n    max_session_ttl: 8h\n    max_sessions: 3\n    record_session:\n      default: strict\n      desktop: false\n      desktop_strictness: best_effort\n      ssh: best_effort\n  allow:\n    rules:\n    - resources:\n      - session\n      verbs:\n      - list\n      - read\n      where: contains(session.participants, user.metadata.name)\n    windows_desktop_labels:\n      \"*\": \"*\"\n      env:\n      - prod\n      - \"^test-.*$\"\n    windows_desktop_logins:\n    - \"{{internal.windows_logins}}\"\n  deny:\n    windows_desktop_logins:\n    - root\n",
        "kind: user\nversion: v2\nmetadata:\n  name: alice\nspec:\n  roles:\n  - access\n  traits:\n    windows_logins:\n    - \"*\"\n",
        "kind: lock\nversion: v2\nmetadata:\n  name: l1\nspec:\n  target:\n    user: alice\n    windows_desktop: d1\n  message: \"come to me: now\"\n  expires: \"2030-01-01T00:00:00.000Z\"\n",
        "kind: windows_desktop\nversion: v3\nmetadata:\n  name: d1\n  labels:\n    env: prod\nspec:\n  addr: \"192.0.2.1:3389\"\n  non_ad: true\n  graphics: balanced\n  logins:\n  - ops\n",
        "kind: node\nversion: v2\nmetadata:\n  name: n1\nspec:\n  addr: \"192.0.2.1:22\"\n  hostname: n1.example.com\n",
        "kind: session_recording_config\nversion: v2\nmetadata:\n  name: session-recording-config\nspec:\n  mode: \"off\"\n  proxy_checks_host_keys: false\n  desktop_strictness: best_effort\n",
        "kind: cluster_auth_preference\nversion: v2\nmetadata:\n  name: cluster-auth-preference\nspec:\n  type: local\n  second_factor: \"off\"\n  default_session_ttl: 4h\n  disconnect_expired_cert: true\n  locking_mode: strict\n",
        "kind: cluster_auth_preference\nversion: v2\nmetadata:\n  name: cluster-auth-preference\nspec:\n  type: local\n  second_factors:\n  - otp\n  - webauthn\n  allow_passwordless: false\n  webauthn:\n    rp_id: example.com\n  disconnect_expired_cert: false\n  locking_mode: best_effort\n",
        "kind: token\nversion: v2\nmetadata:\n  name: t1\n  expires: \"2030-01-01T00:00:00.000Z\"\nspec:\n  join_method: token\n  roles:\n  - WindowsDesktop\n",
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_was_written_is_read_the_same(string text)
    {
        var (resources, problems) = ResourceText.Read(text);
        Assert.Empty(problems);
        var written = ResourceText.Write(Assert.Single(resources).Resource, null);
        Assert.Equal(text, YamlWriter.Write([written]));
        Assert.Equal(written.ToJsonString(), ResourceText.Write(ResourceText.Read(written.ToJsonString()).Resources[0].Resource, null).ToJsonString());
    }

    [Fact]
    public void The_presets_are_good_and_say_what_they_are_for()
    {
        Assert.Equal(["access", "auditor", "editor"], Presets.All.Select(r => r.Name));
        Assert.All(Presets.All, r => Assert.True(r.Preset && r.Description!.Length > 0));
        Assert.Equal([true, false, false], Presets.All.Select(r => r.Options.RecordDesktop!.Value));
    }

    [Fact]
    public void The_origin_is_set_by_the_server_alone()
    {
        var (resources, _) = ResourceText.Read("kind: session_recording_config\nversion: v2\nmetadata:\n  labels: {teleport.dev/origin: config-file, a: b}\nspec: {mode: off}\n");
        Assert.Equal(["a"], resources[0].Resource.Labels.Keys);
        Assert.Equal("dynamic", (string)ResourceText.Write(resources[0].Resource, ResourceOrigin.Dynamic)["metadata"]!["labels"]!["teleport.dev/origin"]!);
    }
}
