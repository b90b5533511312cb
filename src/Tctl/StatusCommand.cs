using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl status</c>.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var format = new OutputFormat();
        var command = new Command("status", "Shows what the server is.");
        format.AddTo(command);
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var status = await client.GetStatusAsync(cancellation);
            var value = new JsonObject
            {
                ["cluster"] = status.ClusterName,
                ["version"] = status.Version,
                ["node"] = status.NodeName,
                ["addresses"] = new JsonArray([.. status.Addresses.Select(a => (JsonNode)a)]),
                ["certificate_sha256"] = status.CertificateSha256,
                ["session_recording"] = status.SessionRecording,
                ["started"] = status.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            };
            if (status.DataDirectory is { } directory)
                value["data_dir"] = directory;
            if (status.ProcessId is { } process)
                value["pid"] = process;
            format.Print(parse, value, () => string.Concat(value.Select(f => $"{f.Key,-20}{(f.Value is JsonArray list ? string.Join(", ", list.Select(i => i!.ToString())) : f.Value)}{Environment.NewLine}")));
            return ExitCode.Success;
        }));
        return command;
    }
}
