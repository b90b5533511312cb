namespace Hindsight.Server.Storage;

/// <summary>A copy that was read back and compared.</summary>
/// <param name="Location">Where it is, for people and for the audit log.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">SHA-256 of the whole file, in lower-case hexadecimal.</param>
internal sealed record StoredRecording(string Location, long Length, string Sha256);

/// <summary>The store could not take or give a recording; the message says why and what to do.</summary>
internal sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Where finished recordings are kept. Files are never changed once they are here.</summary>
internal interface IRecordingStore
{
    /// <summary>
    /// Copies a finished file into the store and returns after the stored copy was read back and its checksum compared.
    /// May be called again after any failure; throws <see cref="StoreException"/>.
    /// </summary>
    Task<StoredRecording> PutAsync(SessionId sid, string path, CancellationToken cancellation);

    /// <summary>Opens a stored recording for reading at any position; null when it is not there.</summary>
    Task<IRecordingContent?> OpenAsync(SessionId sid, CancellationToken cancellation);
}
