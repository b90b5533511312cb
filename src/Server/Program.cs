using System.CommandLine;
using Hindsight.Server;

var root = new RootCommand("Records privileged desktop sessions and plays them back.") { StartCommand.Create() };
// The host itself ends at SIGINT and SIGTERM, in its own time.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
