using System.Security.Cryptography;
using Hindsight.Server.Storage;
using Xunit;

namespace Hindsight.Unit.Server.Storage;

public sealed class DirectoryStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SessionId _sid = SessionId.Create();
    private readonly byte[] _bytes = RandomNumberGenerator.GetBytes(700_001);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Source => _directory.File("source");

    private string Records => _directory.File("records");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task It_gives_back_what_it_was_given_and_says_its_checksum()
    {
        var (store, copy) = await PutAsync();
        Assert.Equal((_bytes.Length, Convert.ToHexStringLower(SHA256.HashData(_bytes))), ((int)copy.Length, copy.Sha256));
        Assert.Equal(_bytes, await File.ReadAllBytesAsync(copy.Location, Cancellation));

        await using var content = await store.OpenAsync(_sid, Cancellation);
        var part = new byte[1000];
        Assert.Equal(1000, await content!.ReadAsync(500_000, part, Cancellation));
        Assert.Equal(_bytes[500_000..501_000], part);
        Assert.Equal(0, await content.ReadAsync(_bytes.Length, part, Cancellation));
    }

    [Fact]
    public async Task Nothing_but_the_recording_is_left_in_it()
    {
        await PutAsync();
        Assert.Equal([Path.Combine(Records, $"{_sid}.hsr")], Directory.GetFiles(Records, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_it_does_not_have_it_does_not_give() =>
        Assert.Null(await new DirectoryStore(Records).OpenAsync(_sid, Cancellation));

    [Fact]
    public async Task Putting_again_after_a_failure_makes_the_copy_right()
    {
        Directory.CreateDirectory(Records);
        await File.WriteAllBytesAsync(Path.Combine(Records, $"{_sid}.hsr"), _bytes[..1000], Cancellation);
        var (store, _) = await PutAsync();
        var again = await store.PutAsync(_sid, Source, Cancellation);
        Assert.Equal(_bytes, await File.ReadAllBytesAsync(again.Location, Cancellation));
    }

    [Fact]
    public async Task A_directory_that_can_not_be_written_is_a_sentence_and_keeps_the_source()
    {
        var store = new DirectoryStore(Records);
        Directory.Delete(Path.Combine(Records, "incoming"));
        await File.WriteAllBytesAsync(Source, _bytes, Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.PutAsync(_sid, Source, Cancellation));
        Assert.Contains("The local copy is kept", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Source));
        Assert.Null(await store.OpenAsync(_sid, Cancellation));
    }

    [Fact]
    public async Task Copies_that_were_never_finished_go_at_the_next_start()
    {
        await PutAsync();
        var unfinished = Path.Combine(Records, "incoming", "left");
        await File.WriteAllTextAsync(unfinished, "half", Cancellation);
        _ = new DirectoryStore(Records);
        Assert.False(File.Exists(unfinished));
    }

    [Fact]
    public async Task Only_the_servers_user_may_read_it()
    {
        var (_, copy) = await PutAsync();
        if (OperatingSystem.IsWindows())
            Assert.Skip("modes are a matter of Unix");
        else
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy.Location));
    }

    private async Task<(DirectoryStore Store, StoredRecording Copy)> PutAsync()
    {
        await File.WriteAllBytesAsync(Source, _bytes, Cancellation);
        var store = new DirectoryStore(Records);
        return (store, await store.PutAsync(_sid, Source, Cancellation));
    }
}
