//! An endpoint that answers as it likes, with items that are genuine: nothing is handed out that was not asked for.

mod hostile;
mod pages;
mod reads;
mod writes;
