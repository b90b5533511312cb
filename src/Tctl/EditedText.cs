using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Hindsight.Tctl;

/// <summary>A text in a file of its own, for the person's editor; the file is gone afterwards unless it is kept.</summary>
internal sealed class EditedText : IDisposable
{
    private const string Mark = "#! ";

    private static readonly string[] EditorVariables = ["TELEPORT_EDITOR", "VISUAL", "EDITOR"];

    private readonly string _path;
    private byte[] _hash;
    private bool _kept;

    private EditedText(string path, string text)
    {
        _path = path;
        _hash = Hash(text);
        Content = text;
    }

    /// <summary>The text as it was last saved, without the faults on top.</summary>
    internal string Content { get; private set; }

    /// <summary>What was wrong with the text when it was last sent; null before that.</summary>
    internal string? Fault { get; private set; }

    /// <summary>Whether the editor left the text as it was given to it.</summary>
    internal bool Unchanged => _hash.AsSpan().SequenceEqual(Hash(Content));

    /// <summary>Writes the text to a new file that only this user reads.</summary>
    internal static EditedText Create(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"teleport-resource{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.yaml");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text));
        return new EditedText(path, text);
    }

    /// <summary>Opens the editor and waits until it is closed; what went wrong, or null.</summary>
    internal async Task<string?> OpenAsync(CancellationToken cancellation)
    {
        var editor = EditorVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(e => !string.IsNullOrWhiteSpace(e)) ?? "vi";
        // An editor's name may have arguments, so the shell reads it; the file is passed beside it.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{editor} \"$1\"", "sh", _path]) { UseShellExecute = false });
        if (process is null)
            return $"the editor {editor} does not start: name another in $EDITOR";
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            return $"the editor {editor} failed ({process.ExitCode}), so nothing was changed: name another in $EDITOR";
        Content = WithoutFaults(await File.ReadAllTextAsync(_path, cancellation));
        return null;
    }

    /// <summary>Puts a fault on top of the text, for the next time it is opened.</summary>
    internal void ShowFault(string message)
    {
        Fault = message;
        _hash = Hash(Content);
        var top = string.Concat(message.Split('\n').Select(line => $"{Mark}{line}\n"));
        File.WriteAllText(_path, top + Content);
    }

    /// <summary>Leaves the file where it is, with the text alone; gives its path.</summary>
    internal string Keep()
    {
        File.WriteAllText(_path, Content);
        _kept = true;
        return _path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_kept)
            File.Delete(_path);
    }

    private static string WithoutFaults(string text)
    {
        while (text.StartsWith(Mark.TrimEnd(), StringComparison.Ordinal))
            text = text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? text[(end + 1)..] : "";
        return text;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
