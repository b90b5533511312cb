using System.Buffers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Unit.Recording.Chunks;
using Hindsight.Unit.Recording.Encryption;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>The recording that docs/FORMAT.md shows byte by byte is one, and says what the text says.</summary>
public sealed partial class WorkedExampleTests
{
    [Fact]
    public async Task The_example_in_the_specification_decodes_to_what_it_says()
    {
        var token = TestContext.Current.CancellationToken;
        var source = new MemoryRecordingSource(ReadExample("FORMAT.md"));
        Assert.Equal(Verdict.Whole, (await RecordingVerifier.VerifyAsync(source, null, null, token)).Verdict);
        var opened = await OpenedRecording.TryReadTailAsync(source, token);
        Assert.Equal(new Guid("0193a5c4-7b1e-7cc3-98c4-dc0c0c07398f"), opened!.Header!.SessionId);
        Assert.Equal(1_760_000_000_000_000, opened.Header.StartUnixMicroseconds);
        Assert.Equal((2000L, SealCause.ClosedByUser), (opened.Duration, opened.Seal!.Cause));

        await AssertPicturesAsync(source, opened);
    }

    [Fact]
    public async Task The_encrypted_and_signed_example_decodes_to_the_same()
    {
        var token = TestContext.Current.CancellationToken;
        if (Environment.GetEnvironmentVariable("UPDATE_CORPUS") == "1")
            UpdateEncrypted();
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "FORMAT-ENCRYPTED.md"), token);
        var stored = new MemoryRecordingSource(ReadExample("FORMAT-ENCRYPTED.md"));
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(PublicKeyLine().Match(text).Groups[1].Value), out _);
        var verification = await RecordingVerifier.VerifyAsync(stored, new EcdsaSealKey(key), SyntheticSession.SampleHeader.SessionId, token);
        Assert.Equal((Verdict.Whole, true), (verification.Verdict, verification.IsSigned));
        using var source = Assert.IsType<DecryptedSource>(await RecordingUnlock.OpenAsync(stored, [EncryptedRecording.Reader], token));
        await AssertPicturesAsync(source, (await OpenedRecording.TryReadTailAsync(stored, token))!);
    }

    private static async Task AssertPicturesAsync(IRecordingSource source, OpenedRecording opened)
    {
        var token = TestContext.Current.CancellationToken;
        var cursor = new PlaybackCursor(source, opened);
        await cursor.SeekAsync(39, token);
        Assert.Equal((4, 2), (cursor.Screen.Width, cursor.Screen.Height));
        Assert.All(cursor.Screen.Picture.ToArray(), p => Assert.Equal(0xFF000000, p));
        await cursor.SeekAsync(40, token);
        uint[] expected = [0xFF000000, 0xFFFF8000, 0xFFFF8000, 0xFF000000, 0xFF000000, 0xFF000000, 0xFF000000, 0xFF000000];
        Assert.Equal(expected, cursor.Screen.Picture.ToArray());
        Assert.Equal((0, 0), (cursor.Screen.PointerX, cursor.Screen.PointerY));
        await cursor.SeekAsync(300, token);
        Assert.Equal((3, 1), (cursor.Screen.PointerX, cursor.Screen.PointerY));
    }

    [Fact]
    public void The_writer_writes_the_example() => Assert.Equal(Convert.ToHexString(WriteExample(null, null)), Convert.ToHexString(ReadExample("FORMAT.md")));

    /// <summary>Writes the example anew, with another signing key and another age file.</summary>
    private static void UpdateEncrypted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var encryption = EncryptedRecording.Encryption();
        var path = Path.Combine(Repository.Root, "docs", "FORMAT-ENCRYPTED.md");
        var text = PublicKeyLine().Replace(File.ReadAllText(path), $"public key: `{Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}`");
        var lines = ExampleDump.Of(WriteExample(encryption, new EcdsaSealKey(key)));
        File.WriteAllText(path, $"{text[..text.IndexOf("```", StringComparison.Ordinal)]}```\n{lines}```\n");
    }

    private static byte[] WriteExample(RecordingEncryption? encryption, ISealSigner? signer)
    {
        var writer = new RecordingWriter(SyntheticSession.SampleHeader, encryption);
        var file = new ArrayBufferWriter<byte>();
        file.Write(writer.Header.Span);
        var batch = new RecordBatch();
        batch.Begin(0);
        using var encoder = new ScreenEncoder(4, 2);
        encoder.Resize(4, 2, batch);
        var keyframe = new ArrayBufferWriter<byte>();
        encoder.WriteKeyframeBody(0, 0, PointerShape.Default, keyframe);
        writer.AppendKeyframe(0, keyframe.WrittenSpan, 4, 2);

        batch.Begin(40);
        uint[] pixels = [0xFF000000, 0xFFFF8000, 0xFFFF8000, 0xFF000000, 0xFF000000, 0xFF000000, 0xFF000000, 0xFF000000];
        encoder.Encode(pixels, 4, [new Rect(0, 0, 4, 2)], [], batch);
        writer.Append(batch);
        batch.Begin(300);
        batch.AppendPointerMove(3, 1);
        writer.Append(batch);
        writer.Finish(SealCause.ClosedByUser, "", 2000, 1_760_000_002_000_000, signer, file);
        return file.WrittenSpan.ToArray();
    }

    /// <summary>The bytes of the example's lines, whose offsets must be right: <c>offset | bytes | what they are</c>.</summary>
    private static byte[] ReadExample(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", document));
        var bytes = new List<byte>();
        foreach (Match line in ExampleLine().Matches(text[text.LastIndexOf("Worked example", StringComparison.OrdinalIgnoreCase)..]))
        {
            Assert.Equal(bytes.Count, Convert.ToInt32(line.Groups[1].Value, 16));
            bytes.AddRange(Convert.FromHexString(line.Groups[2].Value.Replace(" ", "", StringComparison.Ordinal)));
        }

        return [.. bytes];
    }

    [GeneratedRegex("public key: `([^`]*)`")]
    private static partial Regex PublicKeyLine();

    [GeneratedRegex(@"^([0-9A-F]{4})  ((?:[0-9A-F]{2}(?: |$))+)", RegexOptions.Multiline)]
    private static partial Regex ExampleLine();
}
