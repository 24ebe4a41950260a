/**
 * XGBoost's C API, as far as it is used: its c_api.h describes the functions. Each gives 0, or another number where it failed. A handle
 * is an address, and so is what `void *` stands for.
 */
export const functions = {
  XGBSetGlobalConfig: 'int XGBSetGlobalConfig(const char *config)',

  XGDMatrixCreateFromMat:
    'int XGDMatrixCreateFromMat(const float *values, uint64_t rows, uint64_t columns, float missing, _Out_ void **matrix)',
  XGDMatrixSetFloatInfo:
    'int XGDMatrixSetFloatInfo(void *matrix, const char *field, const float *values, uint64_t count)',
  XGDMatrixFree: 'int XGDMatrixFree(void *matrix)',

  XGExtMemQuantileDMatrixCreateFromCallback:
    'int XGExtMemQuantileDMatrixCreateFromCallback(void *iterator, void *proxy, void *reference, XgboostReset *reset, XgboostNext *next, const char *config, _Out_ void **matrix)',
  XGProxyDMatrixCreate: 'int XGProxyDMatrixCreate(_Out_ void **proxy)',
  XGProxyDMatrixSetDataDense: 'int XGProxyDMatrixSetDataDense(void *proxy, const char *values)',
  XGDMatrixSetInfoFromInterface:
    'int XGDMatrixSetInfoFromInterface(void *matrix, const char *field, const char *values)',

  XGBoosterCreate: 'int XGBoosterCreate(void **matrices, uint64_t count, _Out_ void **booster)',
  XGBoosterSetParam: 'int XGBoosterSetParam(void *booster, const char *name, const char *value)',
  XGBoosterSetStrFeatureInfo:
    'int XGBoosterSetStrFeatureInfo(void *booster, const char *field, const char **texts, uint64_t count)',
  XGBoosterUpdateOneIter: 'int XGBoosterUpdateOneIter(void *booster, int round, void *matrix)',
  XGBoosterSaveModelToBuffer:
    'int XGBoosterSaveModelToBuffer(void *booster, const char *config, _Out_ uint64_t *size, _Out_ void **bytes)',
  XGBoosterLoadModelFromBuffer: 'int XGBoosterLoadModelFromBuffer(void *booster, const uint8_t *bytes, uint64_t size)',
  XGBoosterPredictFromDMatrix:
    'int XGBoosterPredictFromDMatrix(void *booster, void *matrix, const char *config, _Out_ void **shape, _Out_ uint64_t *dimensions, _Out_ void **outputs)',
  XGBoosterFree: 'int XGBoosterFree(void *booster)',
}

/** What XGBoost calls while it takes the pages of a matrix. */
export const callbacks = ['void XgboostReset(void *iterator)', 'int XgboostNext(void *iterator)']

export type Name = keyof typeof functions
