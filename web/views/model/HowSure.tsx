/** What the interval and the spread beside a figure mean, and what cross-validation is. */
export const HowSure = ({ folds }: { folds: number }) => (
  <p class="quiet prose">
    Other test rows would give other figures; nine of ten intervals of 90&nbsp;% hold the true one. In cross-validation
    the training rows are cut into {folds} parts (folds), and each part is predicted by a model that learned from the
    other parts; ± is the standard deviation between the parts.
  </p>
)
