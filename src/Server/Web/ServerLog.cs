using System.Text;
using System.Text.Json;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Web;

/// <summary>The server's log, a line a message, as <c>teleport.log</c> asks for it.</summary>
internal sealed class ServerLog : ILoggerProvider
{
    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly bool _ownsOutput;
    private readonly bool _json;
    private readonly TimeProvider _time;

    internal ServerLog(LogConfiguration log, TimeProvider time)
    {
        (_json, _time) = (log.Json, time);
        _ownsOutput = log.Output is not ("stderr" or "stdout");
        _output = log.Output switch
        {
            "stderr" => Console.Error,
            "stdout" => Console.Out,
            var path => OpenFile(path),
        };
    }

    /// <summary>A logger for one class.</summary>
    public ILogger CreateLogger(string categoryName) => new ClassLog(this, categoryName);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (_ownsOutput)
            _output.Dispose();
    }

    private static StreamWriter OpenFile(string path)
    {
        try
        {
            return new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the log {path} can't be written ({e.Message}): name another file with teleport.log.output", e);
        }
    }

    private void Write(LogLevel level, string category, EventId id, string message, IReadOnlyList<KeyValuePair<string, object?>>? fields, Exception? error)
    {
        var line = _json ? JsonLine(level, category, id, message, fields, error) : TextLine(level, category, message, error);
        lock (_lock)
            _output.WriteLine(line);
    }

    private string TextLine(LogLevel level, string category, string message, Exception? error)
    {
        // A message may hold what the other side chose; it must not begin a line of its own.
        var text = new StringBuilder(message.Length + 64).Append(Now()).Append(' ').Append(Word(level).ToUpperInvariant().PadRight(5)).Append(" [").Append(Short(category)).Append("] ");
        foreach (var c in message)
            text.Append(char.IsControl(c) ? ' ' : c);
        return error is null ? text.ToString() : text.Append('\n').Append(error).ToString();
    }

    private string JsonLine(LogLevel level, string category, EventId id, string message, IReadOnlyList<KeyValuePair<string, object?>>? fields, Exception? error)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", Now());
            json.WriteString("level", Word(level));
            json.WriteString("component", Short(category));
            json.WriteNumber("id", id.Id);
            json.WriteString("message", message);
            foreach (var (key, value) in fields ?? [])
            {
                if (key != "{OriginalFormat}")
                    json.WriteString(JsonNamingPolicy.SnakeCaseLower.ConvertName(key), Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
            }

            if (error is not null)
                json.WriteString("error", error.ToString());
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private string Now() => Http.Rfc3339.Format(_time.GetUtcNow());

    private static string Short(string category) => category.StartsWith("Hindsight.Server.", StringComparison.Ordinal) ? category["Hindsight.Server.".Length..] : category;

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        _ => "error",
    };

    private sealed class ClassLog(ServerLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(logLevel, category, eventId, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>>, exception);
    }
}
