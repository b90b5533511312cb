using Hindsight.Server;

return await TeleportCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
