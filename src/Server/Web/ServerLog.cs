using Hindsight.Server.Configuration;
using Microsoft.Extensions.Logging.Console;

namespace Hindsight.Server.Web;

/// <summary>The server's log, as <c>teleport.log</c> asks for it.</summary>
internal static class ServerLog
{
    /// <summary>Adds it.</summary>
    internal static ILoggingBuilder AddServerLog(this ILoggingBuilder logging, LogConfiguration log)
    {
        logging.SetMinimumLevel(log.Severity);
        logging.AddFilter("Microsoft", log.Severity <= LogLevel.Debug ? LogLevel.Information : LogLevel.Warning);
        logging.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = log.Output == "stdout" ? LogLevel.None : LogLevel.Trace);
        return log.Json
            ? logging.AddJsonConsole(o => (o.UseUtcTimestamp, o.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"))
            : logging.AddSimpleConsole(o => (o.SingleLine, o.UseUtcTimestamp, o.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ "));
    }
}
