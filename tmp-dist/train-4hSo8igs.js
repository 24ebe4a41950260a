export { t as train } from "./train-BQE0F3UY.js";
