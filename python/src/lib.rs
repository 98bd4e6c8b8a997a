use pyo3::prelude::*;
#[pymodule]
fn _guanmo(_m: &Bound<'_, PyModule>) -> PyResult<()> {
    Ok(())
}
