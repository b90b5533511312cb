using System.Security.Cryptography;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Playback;
using Hindsight.Unit.Recording.Chunks;
using Hindsight.Unit.Recording.Playback;
using Xunit;

namespace Hindsight.Unit.Recording.Encryption;

/// <summary>An encrypted recording of format version 1 that every later version reads with its key (tests/Corpus/README.md).</summary>
public sealed class EncryptedCorpusTests
{
    private const string Name = "encrypted/desktop";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_stored_recording_verifies_and_plays_as_stated()
    {
        if (RecordingCorpusTests.IsUpdate)
            await UpdateAsync();
        var bytes = await ReadAsync(".hsr");
        var expected = await RecordingCorpusTests.ExpectationAsync(Name);
        Assert.NotNull(expected.Key);
        RecordingCorpusTests.AssertSame(expected, await RecordingCorpusTests.DescribeAsync(bytes, expected.Key));

        // What browsers get of it, and what web/player's tests play.
        Assert.Equal(await ReadAsync(".decrypted"), await DecryptAsync(bytes));
    }

    private static async Task UpdateAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(3072);
        using var encryption = RecordingEncryption.Create(SyntheticSession.SampleHeader.SessionId, [new RsaRecipient(rsa), EncryptedRecording.Reader.Recipient]);
        var bytes = RecordingScenes.Encrypted(key, encryption);
        await RecordingCorpusTests.StoreAsync(Name, bytes, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        await File.WriteAllBytesAsync(Path.Combine(RecordingCorpusTests.Folder, Name + ".decrypted"), await DecryptAsync(bytes));
    }

    private static Task<byte[]> ReadAsync(string ending) => File.ReadAllBytesAsync(Path.Combine(RecordingCorpusTests.Folder, Name + ending), Cancellation);

    private static async Task<byte[]> DecryptAsync(byte[] bytes)
    {
        using var source = (DecryptedSource)(await RecordingUnlock.OpenAsync(new MemoryRecordingSource(bytes), [EncryptedRecording.Reader], Cancellation))!;
        var form = new byte[bytes.Length];
        for (var at = 0; at < form.Length;)
            at += await source.ReadAsync(at, form.AsMemory(at), Cancellation);
        return form;
    }
}
