using System.Security.Cryptography;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Records;
using Hindsight.Unit.Recording.Chunks;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>A recording small enough to damage in every way: four segments, a resize, every kind of mark, signed.</summary>
internal sealed class SmallRecording
{
    private SmallRecording(SyntheticSession session, ClosedRecording closed)
    {
        (Session, Closed, Bytes) = (session, closed, session.Bytes);
        var starts = new List<long>();
        for (var at = RecordingHeader.Length; at < closed.IndexOffset;)
        {
            Assert.True(ChunkHeader.TryRead(Bytes.AsSpan(at), out var header));
            starts.Add(at);
            at += header.TotalLength;
        }

        Starts = [.. starts, closed.IndexOffset, closed.SealOffset, closed.Length - Trailer.Length, closed.Length];
    }

    public static EcdsaSealKey Key { get; } = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static SmallRecording Signed { get; } = Create();

    public SyntheticSession Session { get; }

    public ClosedRecording Closed { get; }

    public byte[] Bytes { get; }

    /// <summary>Where each chunk begins, then the trailer, then the end.</summary>
    public long[] Starts { get; }

    /// <summary>The chunk (or the trailer) that holds a byte, or -1 for the header.</summary>
    public int ChunkAt(long offset) => Array.FindLastIndex(Starts, s => s <= offset);

    public ChunkHeader Header(int chunk)
    {
        Assert.True(ChunkHeader.TryRead(Bytes.AsSpan((int)Starts[chunk]), out var header));
        return header;
    }

    public static SmallRecording Create(RecordingEncryption? encryption = null)
    {
        var session = new SyntheticSession(encryption: encryption);
        session.Keyframe(0);
        session.Pixels(40);
        session.At(900, b => b.AppendClipboard(ClipboardDirection.FromDesktop, 12));
        session.Pixels(1800);
        session.Seal();
        session.Pixels(2900);
        session.Seal();
        session.Keyframe(31_000);
        session.At(31_020, b => b.AppendNotice(NoticeLevel.Warning, "the disk is nearly full"));
        session.Pixels(31_500);
        session.Seal();
        session.Keyframe(33_000, width: 32, height: 32);
        session.At(33_100, b => b.AppendMark(1, "look here"));
        session.Pixels(34_400);
        session.Seal();
        session.Keyframe(70_000);
        session.Pixels(70_100);
        session.Seal();
        return new SmallRecording(session, session.Finish(SealCause.DesktopClosed, "signed out", Key));
    }
}
