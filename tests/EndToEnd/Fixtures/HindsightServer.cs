using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Hindsight.EndToEnd.Fixtures;

/// <summary>
/// The real `teleport` executable on a loopback port with a data directory of its own, one user of every preset role,
/// and the desktops a test names.
/// </summary>
internal sealed class HindsightServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private HindsightServer(Process process, string directory, int port, string password)
    {
        (_process, Directory, Port, Password) = (process, directory, port, password);
        Address = new Uri($"https://localhost:{port}");
    }

    public const string Cluster = "e2e";

    public const string User = "auditor-anna";

    public string Directory { get; }

    public string DataDirectory => Path.Combine(Directory, "data");

    public string ReferenceFrames => Path.Combine(Directory, "frames");

    /// <summary>Whether the directory outlives the server, for another one to go on with it.</summary>
    public bool KeepDirectory { get; set; }

    public int Port { get; }

    public Uri Address { get; }

    public string Password { get; }

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>
    /// Starts a server that knows <paramref name="desktops"/> (name, address) and waits until it is ready. Keeping reference
    /// frames costs it time and disk, which a measurement must not see.
    /// </summary>
    public static async Task<HindsightServer> StartAsync(
        IEnumerable<(string Name, string Address)> desktops, string? worker = null, string? reuseDirectory = null, string extraYaml = "", bool keepReferenceFrames = true, string authYaml = "")
    {
        var directory = reuseDirectory ?? System.IO.Directory.CreateTempSubdirectory("hindsight-e2e-").FullName;
        var port = FreePort();
        var yaml = new StringBuilder($"""
            version: v3
            teleport:
              nodename: e2e
              data_dir: {directory}/data
            auth_service:
              enabled: true
              cluster_name: {Cluster}
              {authYaml}
            proxy_service:
              enabled: true
              web_listen_addr: 127.0.0.1:{port}
            windows_desktop_service:
              enabled: true
              static_hosts:

            """);
        foreach (var (name, address) in desktops)
            yaml.Append(System.Globalization.CultureInfo.InvariantCulture, $"  - name: {name}\n    ad: false\n    addr: {address}\n");
        yaml.Append(extraYaml);
        var config = Path.Combine(directory, "teleport.yaml");
        await File.WriteAllTextAsync(config, yaml.ToString());

        var start = new ProcessStartInfo(Executable("Server", "teleport"), ["start", "--config", config])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (keepReferenceFrames)
            start.Environment["HINDSIGHT_TEST_REFERENCE_FRAMES"] = Path.Combine(directory, "frames");
        if (worker is not null)
            start.Environment["HINDSIGHT_DESKTOP_WORKER"] = worker;
        var process = Process.Start(start) ?? throw new InvalidOperationException("the server did not start");
        var passwordFile = Path.Combine(directory, "password");
        var password = reuseDirectory is null ? Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(12)) : await File.ReadAllTextAsync(passwordFile);
        var server = new HindsightServer(process, directory, port, password);
        process.OutputDataReceived += (_, line) => server.Append(line.Data);
        process.ErrorDataReceived += (_, line) => server.Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await server.UntilReadyAsync();
            if (reuseDirectory is null)
            {
                await File.WriteAllTextAsync(passwordFile, password);
                var added = await server.TctlAsync(password + "\n", "users", "add", User, "--roles=access,auditor,editor", "--password-stdin");
                if (added.ExitCode != 0)
                    throw new InvalidOperationException($"tctl users add: {added.Output}{added.Error}\n{server.Log}");
            }
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    public Task<ProgramResult> TctlAsync(string? input, params string[] arguments) =>
        ProgramRun.ToEndAsync(Executable("Tctl", "tctl"), [.. arguments, "--config", Path.Combine(Directory, "teleport.yaml")], input);

    /// <summary>Runs <c>tctl edit</c> with an editor that runs <paramref name="command"/> on the file, whose path is <c>$1</c>.</summary>
    public async Task<ProgramResult> EditAsync(string resource, string command)
    {
        var script = Path.Combine(Directory, $"editor-{Guid.NewGuid():N}.sh");
        await File.WriteAllTextAsync(script, command + "\n");
        return await ProgramRun.ToEndAsync("/usr/bin/env", [$"EDITOR=sh {script}", Executable("Tctl", "tctl"), "edit", resource, "--config", Path.Combine(Directory, "teleport.yaml")]);
    }

    /// <summary>Makes a user who has the server's password.</summary>
    public async Task AddUserAsync(string name, string roles)
    {
        var added = await TctlAsync(Password + "\n", "users", "add", name, $"--roles={roles}", "--password-stdin");
        if (added.ExitCode != 0)
            throw new InvalidOperationException($"tctl users add: {added.Output}{added.Error}");
    }

    /// <summary>Makes or overwrites resources.</summary>
    public async Task CreateAsync(string yaml)
    {
        var created = await TctlAsync(yaml, "create", "-f");
        if (created.ExitCode != 0)
            throw new InvalidOperationException($"tctl create: {created.Output}{created.Error}");
    }

    /// <summary>The pids of this server's desktop workers.</summary>
    public int[] Workers() => Children(_process.Id).Where(p => CommandLine(p).Contains("desktop-worker", StringComparison.Ordinal)).ToArray();

    public void Kill() => _process.Kill();

    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await _process.WaitForExitAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException("the server did not stop within 30 s of SIGTERM:\n" + Log);
        }
        finally
        {
            _process.Dispose();
        }

        if (!KeepDirectory)
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>Whether a TLS peer is this server: it shows the certificate that the server made for itself.</summary>
    public bool IsOwnCertificate(object sender, X509Certificate? certificate, X509Chain? chain, System.Net.Security.SslPolicyErrors errors) =>
        certificate is not null && OwnCertificates().Any(own => own.AsSpan().SequenceEqual(certificate.GetRawCertData()));

    /// <summary>The hash of the own certificate's key, by which Chromium can be told to trust it.</summary>
    public string CertificateKeyHash()
    {
        using var own = X509CertificateLoader.LoadCertificate(OwnCertificates().First());
        return Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(own.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    public static string Executable(string project, string name) =>
        Environment.GetEnvironmentVariable("HINDSIGHT_TEST_BIN") is { Length: > 0 } bin
            ? Path.Combine(bin, name)
            : Repository.File("src", project, "bin", "Release", "net10.0", name);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static IEnumerable<int> Children(int pid)
    {
        foreach (var task in System.IO.Directory.GetDirectories($"/proc/{pid}/task"))
        {
            foreach (var child in Proc($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                yield return int.Parse(child, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static string CommandLine(int pid) => Proc($"/proc/{pid}/cmdline");

    private static string Proc(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // The thread or process ended between the listing and the look.
        }
    }

    private IEnumerable<byte[]> OwnCertificates() =>
        System.IO.Directory.EnumerateFiles(DataDirectory, "self-signed.crt", SearchOption.AllDirectories)
            .Select(f => X509Certificate2.CreateFromPem(File.ReadAllText(f)).RawData);

    private void Append(string? line)
    {
        lock (_log)
            _log.AppendLine(line);
    }

    private async Task UntilReadyAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = IsOwnCertificate } });
        for (var i = 0; i < 600; i++)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"the server ended with {_process.ExitCode}:\n{Log}");
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "/readyz"));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("the server was not ready after a minute:\n" + Log);
    }
}
