using System.Diagnostics;
using Hindsight.Server;
using Hindsight.Unit.Tctl;
using Hindsight.Unit.Tsh;
using Xunit;

namespace Hindsight.Unit.Manual;

/// <summary>What is made of the tree of commands, judged by the programs it is made for.</summary>
public sealed class ManualTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("hindsight-manual-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("tsh ", "completion desktops login recordings sessions")]
    [InlineData("tsh rec", "recordings")]
    [InlineData("tsh recordings ls --format ", "json text yaml")]
    [InlineData("tsh recording ls --format=j", "json")]
    [InlineData("tsh recordings ls --sta", "--state")]
    [InlineData("tsh recordings export --out /usr/li", "/usr/lib")]
    [InlineData("tsh recordings export /usr/li", "/usr/lib")]
    [InlineData("tsh login --user ", "")]
    [InlineData("tsh completion ", "bash fish zsh")]
    [InlineData("tctl users ", "add ls reset rm")]
    [InlineData("teleport ", "configure start version")]
    public async Task Bash_completes_what_was_typed(string typed, string expected)
    {
        var program = typed.Split(' ')[0];
        var script = Path.Combine(_directory, program);
        await File.WriteAllTextAsync(script, await CompletionAsync(program, "bash"), TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), Run("bash", "-n", script));
        // As readline calls it: "=" is a word of its own.
        var driver = $"""
            source {script}
            line='{typed}'
            [[ $line = *' ' ]] && last=yes || last=''
            read -ra COMP_WORDS <<<"${"{line//=/ = }"}"
            [ -z "$last" ] || COMP_WORDS+=('')
            COMP_CWORD=$(({"${#COMP_WORDS[@]}"} - 1))
            _{program} 2>/dev/null
            printf '%s\n' "{"${COMPREPLY[@]}"}" | grep -v '^--help$' | LC_ALL=C sort
            """;
        var (code, output) = Run("bash", "-c", driver);
        Assert.InRange(code, 0, 1);
        var offered = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Empty(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(offered));
        if (expected.Length == 0 || expected.Split(' ').Length == 1)
            Assert.Equal(expected, string.Join(' ', offered.Where(o => o != "/usr/lib32" && o != "/usr/lib64" && o != "/usr/libx32" && o != "/usr/libexec")));
    }

    [Theory]
    [InlineData("zsh", "tsh rec", "recordings desktops")]
    [InlineData("zsh", "tsh recordings ls --format ", "json text yaml")]
    [InlineData("zsh", "tsh recording ls --format=j", "json text yaml")]
    [InlineData("zsh", "tsh recordings export -", "--out -o --skip-idle --proxy")]
    [InlineData("zsh", "tsh recordings export x", "FILES")]
    [InlineData("fish", "tsh rec", "recordings")]
    [InlineData("fish", "tsh recordings ls --format ", "json text yaml")]
    [InlineData("fish", "tsh recording ls --format=j", "--format=json")]
    [InlineData("fish", "tsh recordings export --sk", "--skip-idle")]
    [InlineData("fish", "tsh recordings export /usr/li", "/usr/lib/")]
    public async Task Zsh_and_fish_complete_what_was_typed(string shell, string typed, string expected)
    {
        Assert.SkipUnless(Find(shell), $"{shell} is not installed");
        var script = Path.Combine(_directory, "script");
        await File.WriteAllTextAsync(script, await CompletionAsync("tsh", shell), TestContext.Current.CancellationToken);
        // zsh completes at a terminal only: what its completion system is told is printed instead.
        var driver = shell == "fish" ? $"source {script}; complete -C '{typed}'" : $$"""
            compdef() { }
            compset() { PREFIX=${PREFIX#*=} }
            compadd() { shift; print -rl -- "$@" }
            _files() { print FILES }
            _describe() { [[ $1 = -o ]] && shift; local -a a; a=(${(P)2}); print -rl -- ${a%%:*} }
            source {{script}}
            line='{{typed}}'; words=(${=line}); [[ $line = *' ' ]] && words+=('')
            CURRENT=${#words} PREFIX=${words[-1]}
            _tsh
            """;
        var arguments = shell == "fish" ? (string[])["-N", "-c", driver] : ["-f", "-c", driver];
        var (code, output) = Run(shell, arguments);
        Assert.Equal(0, code);
        var offered = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')[0]);
        Assert.Empty(expected.Split(' ').Except(offered));
    }

    [Theory]
    [InlineData("tsh")]
    [InlineData("tctl")]
    [InlineData("teleport")]
    public async Task Other_shells_can_read_their_scripts(string program)
    {
        foreach (var shell in (string[])["zsh", "fish"])
        {
            var script = await CompletionAsync(program, shell);
            Assert.Contains(program == "teleport" ? "configure" : "Prints the version", script, StringComparison.Ordinal);
            var file = Path.Combine(_directory, $"{program}.{shell}");
            await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);
            if (Find(shell))
                Assert.Equal((0, ""), Run(shell, "-n", file));
        }
    }

    [Fact]
    public async Task Man_pages_are_made_for_every_command_and_raise_no_warning()
    {
        Assert.Equal(0, (await TshRun.OfAsync("man", _directory)).Code);
        Assert.Equal(0, (await TctlRun.WithInputAsync("", "man", _directory)).Code);
        using var output = new StringWriter();
        Assert.Equal(0, await TeleportCommand.RunAsync(["man", _directory], output, output, CancellationToken.None));
        var pages = Directory.GetFiles(_directory).Select(f => Path.GetFileName(f)).ToList();
        Assert.Contains("tsh-recordings-export.1", pages);
        Assert.Contains("tctl-users-add.8", pages);
        Assert.Contains("teleport-start.8", pages);
        Assert.DoesNotContain("tsh-man.1", pages);
        var page = await File.ReadAllTextAsync(Path.Combine(_directory, "tsh.1"), TestContext.Current.CancellationToken);
        Assert.Contains(".SH EXIT STATUS\n0 done, 1 wrong command line", page, StringComparison.Ordinal);
        if (Find("groff"))
            Assert.Equal((0, ""), Run("sh", "-c", $"groff -man -ww -z -Tutf8 {_directory}/* 2>&1"));
    }

    private static async Task<string> CompletionAsync(string program, string shell)
    {
        if (program == "tsh")
            return (await TshRun.OfAsync("completion", shell)).Output;
        if (program == "tctl")
            return (await TctlRun.WithInputAsync("", "completion", shell)).Output;
        using var output = new StringWriter();
        await TeleportCommand.RunAsync(["completion", shell], output, output, CancellationToken.None);
        return output.ToString();
    }

    private static bool Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(d => File.Exists(Path.Combine(d, program)));

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
