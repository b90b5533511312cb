using System.CommandLine;
using System.Text.Json.Nodes;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl desktops ls</c>.</summary>
internal static class DesktopsListCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var format = new OutputFormat();
        var command = new Command("ls", "Lists desktops with the certificate each must show.");
        format.AddTo(command);
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var desktops = await client.ListDesktopsAsync(cancellation);
            var value = new JsonArray([.. desktops.Select(d => new JsonObject
            {
                ["name"] = d.Name,
                ["addr"] = d.Addr,
                ["labels"] = new JsonObject(d.Labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
                ["graphics"] = d.Graphics,
                ["certificate_sha256"] = d.CertificateSha256,
                ["certificate_pinned_by"] = d.CertificatePinnedBy,
            })]);
            format.Print(parse, value, () => desktops.Count == 0
                ? $"There is no desktop: list them in windows_desktop_service.static_hosts of teleport.yaml{Environment.NewLine}"
                : TextTable.Of(["Name", "Address", "Labels", "Graphics", "Certificate", "Trusted by"], desktops.Select(d => new[]
                {
                    d.Name, d.Addr, string.Join(',', d.Labels.Select(l => $"{l.Key}={l.Value}")), d.Graphics, d.CertificateSha256 ?? "-", d.CertificatePinnedBy,
                })));
            return ExitCode.Success;
        }));
        return command;
    }
}
