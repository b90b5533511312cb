using System.IO.Pipelines;
using System.Text;
using Hindsight.Recording.Interchange;
using Hindsight.Tsh.Video;

namespace Hindsight.Tsh.Files;

/// <summary>Writes a recording in another format that needs no pictures. The file appears when it is whole.</summary>
internal static class Outlet
{
    /// <summary>An asciicast of version 2.</summary>
    internal static Task WriteCastAsync(OpenedPlace place, OutputFile file, bool includesInput, CancellationToken cancellation) =>
        WriteAsync(file, pipe => new AsciicastExport(pipe, includesInput) { Flush = async cancelled => await pipe.FlushAsync(cancelled) }
            .RunAsync(place.Source, place.Recording, cancellation), cancellation);

    /// <summary>Teleport's format.</summary>
    internal static Task WriteTeleportAsync(OpenedPlace place, OutputFile file, TeleportSessionInfo info, CancellationToken cancellation) =>
        WriteAsync(file, pipe => new TeleportExport(pipe, info) { Flush = async cancelled => await pipe.FlushAsync(cancelled) }
            .RunAsync(place.Source, place.Recording, cancellation), cancellation);

    /// <summary>Our own format: what was read from another one, or a copy.</summary>
    internal static async Task WriteRecordingAsync(OpenedPlace place, OutputFile file, CancellationToken cancellation)
    {
        await using (var stream = Open(file))
        {
            var block = new byte[1 << 20];
            for (long at = 0; await place.Source.ReadAsync(at, block, cancellation) is > 0 and var count; at += count)
                await stream.WriteAsync(block.AsMemory(0, count), cancellation);
        }

        file.Keep();
    }

    /// <summary>The lines that were shown, as plain text.</summary>
    internal static async Task WriteTextAsync(OpenedPlace place, OutputFile file, CancellationToken cancellation)
    {
        await using (var writer = OpenText(file))
            await TerminalTextExport.RunAsync(place.Source, place.Recording, writer, cancellation);
        file.Keep();
    }

    /// <summary>All events, as a JSON array.</summary>
    internal static async Task WriteEventsAsync(OpenedPlace place, OutputFile file, bool includesInput, CancellationToken cancellation)
    {
        await using (var writer = OpenText(file))
            await EventList.WriteJsonAsync(place, includesInput, writer, cancellation);
        file.Keep();
    }

    private static async Task WriteAsync(OutputFile file, Func<PipeWriter, Task> write, CancellationToken cancellation)
    {
        await using (var stream = Open(file))
        {
            var pipe = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
            await write(pipe);
            await pipe.FlushAsync(cancellation);
            await pipe.CompleteAsync();
        }

        file.Keep();
    }

    private static StreamWriter OpenText(OutputFile file) => new(Open(file), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    private static Stream Open(OutputFile file) => file.IsPipe ? Console.OpenStandardOutput() : new FileStream(file.WorkPath, FileMode.Create, FileAccess.Write);
}
