/** What trains: XGBoost 0.7 in WebAssembly, XGBoost's own library, or that where it is found and else the first. */
export const engines = ['ml-xgboost', 'native', 'auto'] as const

export type Engine = (typeof engines)[number]
