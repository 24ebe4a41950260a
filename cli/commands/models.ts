import { Command } from 'commander'
import { exportCommand } from './models/export.js'
import { historyCommand } from './models/history.js'
import { listCommand } from './models/list.js'
import { promoteCommand } from './models/promote.js'
import { pruneCommand } from './models/prune.js'
import { rollbackCommand } from './models/rollback.js'
import { showCommand } from './models/show.js'
import { verifyCommand } from './models/verify.js'

/** These commands need the models folder and no database: they are for the hour when things have gone wrong. */
export const modelsCommand = () =>
  new Command('models')
    .description('the published models: list them, look at one, choose the one in use')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(historyCommand())
    .addCommand(promoteCommand())
    .addCommand(rollbackCommand())
    .addCommand(verifyCommand())
    .addCommand(pruneCommand())
    .addCommand(exportCommand())
