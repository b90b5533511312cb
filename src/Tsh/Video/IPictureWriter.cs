namespace Hindsight.Tsh.Video;

/// <summary>Takes the pictures of a video in their order: 0xFFRRGGBB, all of one size. Times are milliseconds of the video.</summary>
internal interface IPictureWriter : IAsyncDisposable
{
    /// <summary>A picture, which is shown until the next one.</summary>
    Task WriteAsync(ReadOnlyMemory<uint> picture, long time, CancellationToken cancellation);

    /// <summary>The last picture is shown until then. Afterwards the file is whole and in its place; without this call there is none.</summary>
    Task FinishAsync(long end, CancellationToken cancellation);
}
