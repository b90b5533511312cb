using Hindsight.Server.Configuration;
using Hindsight.Server.Keys;
using Hindsight.Server.Library;
using Hindsight.Server.Recorder;
using Hindsight.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Hindsight.Unit.Server.Recorder;

/// <summary>The recorder with everything behind it: a database, a spool and a store in a directory of their own.</summary>
internal sealed class RecorderRig : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private RecorderRig(TestDatabase database, RecordingKeys keys, RecorderOptions options)
    {
        Test = database;
        Keys = keys;
        Options = options;
        Spool = new SpoolDirectory(_directory.File("spool"), path => File = new FaultySpoolFile(path));
        Store = new SwitchStore(new DirectoryStore(_directory.File("records")));
        Ledger = new Ledger(database.Database, database.Audit);
        Catalog = new RecordingCatalog(database.Database);
        Active = new ActiveRecordings();
        Recorders = new SessionRecorders(Ledger, Spool, Active, Signal, Keys, database.Audit, database.Clock, options, NullLogger<SessionRecorders>.Instance);
        Files = new RecordingFiles(Catalog, Spool, Store, Keys);
        Repair = new RecordingRepair(Spool, Ledger, Catalog, new RecordingVerification(Files, Keys), Keys, database.Audit, NullLogger<RecordingRepair>.Instance);
        Uploads = new RecordingUploads(Catalog, Ledger, Spool, Store, Active, Signal, Repair, database.Clock, NullLogger<RecordingUploads>.Instance);
    }

    public TestDatabase Test { get; }

    public RecordingKeys Keys { get; }

    public RecordingFiles Files { get; }

    public RecorderOptions Options { get; }

    public SpoolDirectory Spool { get; }

    public SwitchStore Store { get; }

    public Ledger Ledger { get; }

    public RecordingCatalog Catalog { get; }

    public ActiveRecordings Active { get; private set; }

    public UploadSignal Signal { get; } = new();

    public SessionRecorders Recorders { get; }

    public RecordingRepair Repair { get; }

    public RecordingUploads Uploads { get; private set; }

    /// <summary>The file of the session that began last.</summary>
    public FaultySpoolFile? File { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RecorderRig> CreateAsync(RecorderOptions? options = null, bool encrypted = false)
    {
        var database = await TestDatabase.CreateAsync();
        var configuration = new ServerConfiguration { Auth = new AuthConfiguration { Encryption = new RecordingEncryptionConfiguration { Enabled = encrypted } } };
        var keys = new RecordingKeys(new KeyTable(database.Database, database.Audit, database.Clock), configuration);
        await keys.LoadAsync(Cancellation);
        return new(database, keys, options ?? new RecorderOptions { MinimumFreeBytes = 0 });
    }

    /// <summary>Begins a recorded session that draws.</summary>
    public async Task<RecordedScript> BeginAsync(int width = 320, int height = 200, ulong seed = 1)
    {
        var sid = SessionId.Create();
        var session = new AdmittedSession(sid, "desktop", "alice", "d1", "Administrator", Test.Clock.GetUtcNow(), "a rule", Recorded: true);
        var start = Test.Clock.GetTimestamp();
        var recorder = await Recorders.BeginAsync(session, () => (long)Test.Clock.GetElapsedTime(start).TotalMilliseconds, Cancellation);
        return new RecordedScript(this, session, recorder!, width, height, seed);
    }

    /// <summary>What a server finds that was killed and started again: the files and the database, nothing in memory.</summary>
    public void Restart()
    {
        Active = new ActiveRecordings();
        Uploads = new RecordingUploads(Catalog, Ledger, Spool, Store, Active, Signal, Repair, Test.Clock, NullLogger<RecordingUploads>.Instance);
    }

    public async Task<LedgerEntry> EntryAsync(SessionId sid) => (await Catalog.FindAsync(sid, Cancellation))!;

    /// <summary>The recording as players get it.</summary>
    public async Task<byte[]> PlayedBytesAsync(SessionId sid)
    {
        var file = await Files.OpenAsync(await EntryAsync(sid), Cancellation);
        await using var content = file!.Value.Content;
        var bytes = new byte[content.Length];
        for (var done = 0; done < bytes.Length;)
            done += await content.ReadAsync(done, bytes.AsMemory(done), Cancellation);
        return bytes;
    }

    public async Task<byte[]> StoredBytesAsync(SessionId sid)
    {
        await using var content = await Store.OpenAsync(sid, Cancellation);
        var bytes = new byte[content!.Length];
        Assert.Equal(bytes.Length, await content.ReadAsync(0, bytes, Cancellation));
        return bytes;
    }

    public void Dispose()
    {
        Uploads.Dispose();
        Test.Dispose();
        _directory.Dispose();
    }
}

/// <summary>A store that can be made to refuse.</summary>
internal sealed class SwitchStore(IRecordingStore store) : IRecordingStore
{
    public bool Refuses { get; set; }

    public Task<StoredRecording> PutAsync(SessionId sid, string path, CancellationToken cancellation) =>
        Refuses ? throw new StoreException("The bucket does not answer.") : store.PutAsync(sid, path, cancellation);

    public Task<IRecordingContent?> OpenAsync(SessionId sid, CancellationToken cancellation) => store.OpenAsync(sid, cancellation);
}
