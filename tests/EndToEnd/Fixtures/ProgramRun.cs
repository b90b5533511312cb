using System.Diagnostics;
using System.Text;

namespace Hindsight.EndToEnd.Fixtures;

/// <summary>What a program printed and how it ended.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error);

/// <summary>Runs a program to its end.</summary>
internal static class ProgramRun
{
    /// <summary>Runs <paramref name="program"/>; kills its whole tree after <paramref name="limit"/> and fails.</summary>
    public static async Task<ProgramResult> ToEndAsync(string program, IEnumerable<string> arguments, string? input = null, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        using var deadline = new CancellationTokenSource(limit ?? TimeSpan.FromMinutes(2));
        var output = Collect(process.StandardOutput);
        var error = Collect(process.StandardError);
        if (input is not null)
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end");
        }

        // A daemon that the program left behind may keep the pipes open: what it printed until now is enough.
        await Task.WhenAny(Task.WhenAll(output.Done, error.Done), Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
        return new ProgramResult(process.ExitCode, output.Text, error.Text);
    }

    private static Collected Collect(StreamReader reader)
    {
        var text = new Collected();
        text.Done = Task.Run(async () =>
        {
            var buffer = new char[4096];
            int n;
            while ((n = await reader.ReadAsync(buffer)) > 0)
                text.Append(buffer.AsSpan(0, n));
        });
        return text;
    }

    private sealed class Collected
    {
        private readonly StringBuilder _text = new();

        public Task Done { get; set; } = Task.CompletedTask;

        public string Text
        {
            get
            {
                lock (_text)
                    return _text.ToString();
            }
        }

        public void Append(ReadOnlySpan<char> part)
        {
            lock (_text)
                _text.Append(part);
        }
    }
}
