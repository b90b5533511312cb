using Hindsight.Recording.Encryption;
using Hindsight.Unit.Recording.Chunks;
using Hindsight.Unit.Recording.Playback;

namespace Hindsight.Unit.Recording.Encryption;

/// <summary>A small recording, encrypted for <see cref="Reader"/> and signed; and the same one in plain.</summary>
internal static class EncryptedRecording
{
    public static X25519Identity Reader { get; } = new(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());

    public static X25519Identity Stranger { get; } = new(Enumerable.Range(101, 32).Select(i => (byte)i).ToArray());

    public static SmallRecording Small { get; } = SmallRecording.Create(Encryption());

    /// <summary>Encryption whose key and nonces are the same each time, for bytes that can be compared.</summary>
    public static RecordingEncryption Encryption(byte[]? wrapped = null)
    {
        var id = SyntheticSession.SampleHeader.SessionId;
        var key = Enumerable.Range(50, ChunkCipher.KeyLength).Select(i => (byte)i).ToArray();
        var count = 0;
        return new RecordingEncryption(
            new ChunkCipher(id, key, nonce => BitConverter.TryWriteBytes(nonce, ++count)),
            wrapped ?? RecordingEncryption.Wrap(id, key, [Reader.Recipient]));
    }
}
