using Hindsight.Client.Logins;
using Hindsight.Tctl;

return await TctlCommand.RunAsync(args, Console.In, Console.Out, Console.Error, ProfileStore.OfAccount(), CancellationToken.None);
