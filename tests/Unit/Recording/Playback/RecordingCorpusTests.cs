using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Playback;
using Hindsight.Unit.Recording.Encryption;
using Hindsight.Unit.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>Recordings of format version 1 that every later version plays; how they are made, tests/Corpus/README.md.</summary>
public sealed class RecordingCorpusTests
{
    /// <summary>Where they are; encrypted ones, which need a key, in a folder of their own.</summary>
    internal static readonly string Folder = Path.Combine(Repository.Root, "tests", "Corpus", "recordings");

    public static TheoryData<string> Scenes => [.. RecordingScenes.All.Keys];

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.hsr").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    internal static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE_CORPUS") == "1";

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task The_writer_writes_the_stored_bytes(string name)
    {
        var bytes = RecordingScenes.All[name]();
        if (IsUpdate)
            await StoreAsync(name, bytes, null);
        var stored = await File.ReadAllBytesAsync(Path.Combine(Folder, name + ".hsr"), TestContext.Current.CancellationToken);
        Assert.True(bytes.AsSpan().SequenceEqual(stored), $"{name}: run the tests with UPDATE_CORPUS=1 if the change is meant");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_stored_recording_opens_verifies_and_plays_as_stated(string name)
    {
        var token = TestContext.Current.CancellationToken;
        var expected = await ExpectationAsync(name);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Folder, name + ".hsr"), token);
        AssertSame(expected, await DescribeAsync(bytes, expected.Key));
    }

    internal static async Task<RecordingExpectation> ExpectationAsync(string name) =>
        JsonSerializer.Deserialize(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json"), TestContext.Current.CancellationToken), RecordingCorpusJson.Default.RecordingExpectation)!;

    internal static void AssertSame(RecordingExpectation expected, RecordingExpectation found)
    {
        Assert.Equal(expected with { Segments = [], Damaged = [], Pictures = [] }, found with { Segments = [], Damaged = [], Pictures = [] });
        Assert.Equal(expected.Segments, found.Segments);
        Assert.Equal(expected.Damaged, found.Damaged);
        Assert.Equal(expected.Pictures, found.Pictures);
    }

    [Fact]
    public async Task A_signed_recording_is_stored()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (IsUpdate)
            await StoreAsync("signed", RecordingScenes.Signed(key), Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        Assert.Contains("signed", Files.Select(f => f.Data));
    }

    internal static async Task StoreAsync(string name, byte[] bytes, string? key)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, name))!);
        await File.WriteAllBytesAsync(Path.Combine(Folder, name + ".hsr"), bytes);
        var found = await DescribeAsync(bytes, key);
        // One part a line, so that a change is readable.
        var head = JsonSerializer.Serialize(found with { Segments = [], Damaged = [], Pictures = [] }, RecordingCorpusJson.Default.RecordingExpectation);
        var text = new StringBuilder(head[..head.IndexOf("\"segments\"", StringComparison.Ordinal)]);
        text.Append("\n\"segments\":[\n").AppendJoin(",\n", found.Segments.Select(s => JsonSerializer.Serialize(s, RecordingCorpusJson.Default.ExpectedSegment)));
        text.Append("\n],\n\"damaged\":[\n").AppendJoin(",\n", found.Damaged.Select(d => JsonSerializer.Serialize(d, RecordingCorpusJson.Default.ExpectedDamage)));
        text.Append("\n],\n\"pictures\":[\n").AppendJoin(",\n", found.Pictures.Select(p => JsonSerializer.Serialize(p, RecordingCorpusJson.Default.ExpectedPicture)));
        await File.WriteAllTextAsync(Path.Combine(Folder, name + ".json"), text.Append("\n]}\n").ToString());
    }

    internal static async Task<RecordingExpectation> DescribeAsync(byte[] bytes, string? key)
    {
        var token = TestContext.Current.CancellationToken;
        var source = new MemoryRecordingSource(bytes);
        using var ecdsa = key is null ? null : ECDsa.Create();
        ecdsa?.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key!), out _);
        IKeyIdentity[] readers = [EncryptedRecording.Reader];
        var scan = await RecordingScan.RunAsync(source, readers, token);
        var readable = (await RecordingUnlock.OpenAsync(source, readers, token))!;
        var verification = RecordingVerifier.Judge(scan, ecdsa is null ? null : new EcdsaSealKey(ecdsa), null);
        var index = scan.BuildIndex();
        var end = scan.State.Places.IndexOffset > 0 ? scan.State.Places.IndexOffset : scan.ValidEnd;
        var cursor = new PlaybackCursor(readable, await OpenedRecording.OpenAsync(readable, token));
        var pictures = new List<ExpectedPicture>();
        for (long time = 0, step = Math.Max(1, scan.Duration / 25); time <= scan.Duration; time += step)
        {
            await cursor.SeekAsync(time, token);
            pictures.Add(ExpectedPicture.Of(time, cursor));
        }

        return new RecordingExpectation(
            scan.Header!.SessionId, scan.Duration, verification.Verdict.ToString(), scan.Seal?.Cause.ToString(), key,
            [.. index.Segments.Select((s, i) => new ExpectedSegment(s.Time, s.Offset, i + 1 < index.Segments.Count ? index.Segments[i + 1].Offset : end, s.Width, s.Height))],
            [.. scan.Damage.Where(d => d.HidesPictures).Select(d => new ExpectedDamage(d.From, d.ShownAgain, d.Reason))],
            pictures);
    }
}

internal sealed record RecordingExpectation(
    Guid SessionId, long DurationMs, string Verdict, string? Cause, string? Key,
    IReadOnlyList<ExpectedSegment> Segments, IReadOnlyList<ExpectedDamage> Damaged, IReadOnlyList<ExpectedPicture> Pictures);

internal sealed record ExpectedSegment(long Time, long Offset, long End, int Width, int Height);

internal sealed record ExpectedDamage(long From, long To, string Reason);

/// <summary>What is shown at a time; nothing is compared if it can't be told.</summary>
internal sealed record ExpectedPicture(long Time, bool Shown, int Width, int Height, string Crc32C, CorpusPointer? Pointer)
{
    public static ExpectedPicture Of(long time, PlaybackCursor cursor)
    {
        if (!cursor.HasPicture || cursor.IsDamaged)
            return new ExpectedPicture(time, false, 0, 0, "", null);
        var picture = CorpusPicture.Of(0, cursor.Screen);
        return new ExpectedPicture(time, true, picture.Width, picture.Height, picture.Crc32C, picture.Pointer);
    }
}

[JsonSerializable(typeof(RecordingExpectation))]
[JsonSerializable(typeof(ExpectedSegment))]
[JsonSerializable(typeof(ExpectedDamage))]
[JsonSerializable(typeof(ExpectedPicture))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class RecordingCorpusJson : JsonSerializerContext;
