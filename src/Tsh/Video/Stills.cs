using Hindsight.Client.CommandLine;
using Hindsight.Recording.Interchange;

namespace Hindsight.Tsh.Video;

/// <summary>Each picture in a PNG file of its own, which is named for its moment in the video: NAME-1-02-03.400.png.</summary>
internal sealed class Stills(string path, int width, int height, bool replaces) : IPictureWriter
{
    /// <inheritdoc/>
    public Task WriteAsync(ReadOnlyMemory<uint> picture, long time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Write(OutputFile.Open(NameAt(time), replaces), picture, width, height);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task FinishAsync(long end, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    /// <summary>Writes one picture.</summary>
    internal static void Write(OutputFile output, ReadOnlyMemory<uint> picture, int width, int height)
    {
        using (output)
        {
            using (var file = output.IsPipe ? Console.OpenStandardOutput() : File.Create(output.WorkPath))
                file.Write(PngPicture.Write(picture.Span, width, width, height));
            output.Keep();
        }
    }

    private string NameAt(long time) => $"{Path.ChangeExtension(path, null)}-{SessionClock.Text(time).Replace(':', '-')}.png";
}
