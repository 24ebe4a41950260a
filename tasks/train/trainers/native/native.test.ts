import { temporaryFolder } from '../../../../test/freshDatabase.js'
import { declareContract } from '../contract.js'
import { nativeTrainer } from './native.js'

declareContract(await nativeTrainer(process.env.XGBOOST_LIBRARY!, temporaryFolder()))
