using System.Security.Cryptography;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>The recordings of tests/Corpus/recordings, each drawn from a fixed seed.</summary>
internal static class RecordingScenes
{
    public static readonly Dictionary<string, Func<byte[]>> All = new()
    {
        ["desktop"] = () => Desktop(null),
        ["resize"] = Resize,
        ["cut"] = Cut,
        ["recovered"] = Recovered,
        ["damaged"] = Damaged,
        ["unknown"] = Unknown,
    };

    /// <summary>The same as "desktop", signed; a signature is different each time.</summary>
    public static byte[] Signed(ECDsa key) => Desktop(new EcdsaSealKey(key));

    /// <summary>The same, signed and encrypted.</summary>
    public static byte[] Encrypted(ECDsa key, RecordingEncryption encryption) => Desktop(new EcdsaSealKey(key), encryption);

    private static byte[] Desktop(ISealSigner? signer, RecordingEncryption? encryption = null)
    {
        using var session = Work(31, encryption);
        session.At(40_000, b =>
        {
            b.AppendClipboard(ClipboardDirection.ToDesktop, 512);
            b.AppendNotice(NoticeLevel.Information, "The session ends in five minutes.");
            b.AppendMark(1, "Rechnung geöffnet");
        });
        session.Finish(SealCause.DesktopClosed, "The user signed out.", signer);
        return session.Bytes;
    }

    private static byte[] Resize()
    {
        using var session = new RecordedSession(64, 48, 32);
        var time = 0L;
        foreach (var (width, height) in new[] { (200, 100), (100, 200), (320, 20), (1, 1), (64, 48) })
        {
            session.Resize(time += 700, width, height);
            session.Draw(time += 40, c => c.Page(c.Whole));
            session.Draw(time += 40, c => c.Text(0, 0, 2));
        }

        session.Finish();
        return session.Bytes;
    }

    private static byte[] Cut()
    {
        using var session = Work(33);
        session.Seal();
        return session.Bytes[..(int)(session.Chunks[^1].Offset + 60)];
    }

    private static byte[] Recovered()
    {
        var cut = Cut();
        var scan = new RecordingScan();
        var done = scan.AdvanceAsync(new MemoryRecordingSource(cut), CancellationToken.None).IsCompletedSuccessfully;
        var recovery = done ? RecordingRecovery.Plan(scan, SealCause.Interrupted, "The server was stopped.", null) : null;
        return [.. cut.AsSpan(0, (int)recovery!.TruncateAt), .. recovery.Closing.Span];
    }

    private static byte[] Damaged()
    {
        var bytes = Desktop(null);
        using var session = Work(31);
        session.Seal();
        bytes[session.Chunks[2].Offset + ChunkHeader.Length + 5] ^= 0x10;
        return bytes;
    }

    /// <summary>Kinds of later versions: one that may be skipped, and one that hides the rest of its segment.</summary>
    private static byte[] Unknown()
    {
        using var session = new RecordedSession(160, 90, 34);
        session.Draw(100, c => c.Page(c.Whole));
        session.AtUnseen(200, b => b.Append((RecordKind)0x55, "later"u8));
        session.Draw(300, c => c.Text(5, 5, 8));
        session.Segment(2000);
        session.Draw(2100, c => c.Text(5, 20, 8));
        session.AtUnseen(3500, b => b.Append((RecordKind)0xD5, "later"u8));
        session.Segment(5000);
        session.Draw(5100, c => c.Text(5, 40, 8));
        session.Finish();
        return session.Bytes;
    }

    private static RecordedSession Work(ulong seed, RecordingEncryption? encryption = null)
    {
        var session = new RecordedSession(240, 150, seed, encryption);
        session.Draw(300, c =>
        {
            c.Fill(c.Whole, 0x2D4F6C);
            c.Page(new Rect(20, 10, 200, 130));
        });
        session.Pointer(420, 100, 60, new PointerShape(PointerKind.Shape, 2, 2, 1, 0, new uint[] { 0xFF000000, 0x80FFFFFF, 0x00000000, 0xFF102030 }));
        session.At(460, b => b.AppendButton(0, true, 100, 60));
        session.At(520, b => b.AppendButton(0, false, 100, 60));
        for (var i = 0; i < 12; i++)
            session.Draw(1500 + (i * 170), c => c.Text(24 + (i * 7), 120, 1));
        session.Draw(9000, c =>
        {
            var hint = c.Move(20, 26, new Rect(20, 10, 200, 114));
            c.Fill(new Rect(20, 124, 200, 16), 0xFFFFFF);
            return hint;
        });
        session.Pointer(9800, 12, 14, PointerShape.Hidden);
        session.Segment(32_000);
        session.Draw(32_100, c => c.Photo(new Rect(30, 30, 40, 30), 3));
        session.Pointer(33_900, 30, 31, PointerShape.Default);
        session.Draw(34_000, c => c.Text(24, 90, 20));
        session.Segment(36_000);
        session.Draw(36_500, c => c.Page(c.Whole));
        session.Draw(38_200, c => c.Text(2, 2, 6));
        return session;
    }
}
