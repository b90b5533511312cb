using Hindsight.Tctl;

return await TctlCommand.RunAsync(args, Console.In, Console.Out, Console.Error, CancellationToken.None);
